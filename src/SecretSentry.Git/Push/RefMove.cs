using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>A ref that moves. Zeros stand for "does not exist".</summary>
/// <param name="Name">Full name, one character a byte.</param>
/// <param name="Old">The id before.</param>
/// <param name="New">The id after.</param>
public sealed record RefMove(string Name, string Old, string New)
{
    /// <summary>With the name as people and shells read it: bytes as UTF-8.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public RefMove ForDisplay => this with { Name = GitProgram.DecodeText(System.Text.Encoding.Latin1.GetBytes(Name)) };
}
