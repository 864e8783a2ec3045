using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.References;

/// <summary>A ref. Its name has one character per byte, so that any name is preserved exactly.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Id">Id of the object that it points to.</param>
/// <param name="Symbolic">Name of the ref that it refers to instead of an id; empty when it is not symbolic.</param>
public sealed record RefState(string Name, string Id, string Symbolic)
{
    /// <summary>The name, decoded for people.</summary>
    public string Shown => GitProgram.DecodeText(Encoding.Latin1.GetBytes(Name));
}
