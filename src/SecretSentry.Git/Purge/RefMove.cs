using SecretSentry.Git.Process;

namespace SecretSentry.Git.Purge;

/// <summary>A ref that moves. Zeros stand for "does not exist".</summary>
public sealed record RefMove(string Name, string Old, string New)
{
    /// <summary>With the name as people and shells read it, see <see cref="RefState"/>.</summary>
    internal RefMove Shown => this with { Name = GitProgram.Text(System.Text.Encoding.Latin1.GetBytes(Name)) };
}
