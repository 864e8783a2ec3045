using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>A ref that moves. An id of zeros means "does not exist".</summary>
/// <param name="Name">Full name, one character per byte.</param>
/// <param name="Old">Id before the move.</param>
/// <param name="New">Id after the move.</param>
public sealed record RefMove(string Name, string Old, string New)
{
    /// <summary>The move with its name decoded as UTF-8, as people and shells read it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public RefMove ForDisplay => this with { Name = GitProgram.DecodeText(System.Text.Encoding.Latin1.GetBytes(Name)) };
}
