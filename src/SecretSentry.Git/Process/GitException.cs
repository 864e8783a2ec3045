namespace SecretSentry.Git.Process;

/// <summary>git could not answer; the message is one sentence for the user.</summary>
public sealed class GitException(GitErrorKind kind, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public GitErrorKind Kind { get; } = kind;
}
