using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.References;

/// <summary>A ref. Names are kept with one character a byte, so that any name comes back as it was.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Id">What it points to.</param>
/// <param name="Symbolic">The ref it names instead of an id; empty: none.</param>
public sealed record RefState(string Name, string Id, string Symbolic)
{
    /// <summary>The name as people read it.</summary>
    public string Shown => GitProgram.DecodeText(Encoding.Latin1.GetBytes(Name));
}
