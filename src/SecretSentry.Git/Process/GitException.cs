namespace SecretSentry.Git.Process;

/// <summary>git failed. The message is one sentence for the user.</summary>
public sealed class GitException(GitErrorKind kind, string message) : Exception(message)
{
    /// <summary>The reason for the failure.</summary>
    public GitErrorKind Kind { get; } = kind;
}
