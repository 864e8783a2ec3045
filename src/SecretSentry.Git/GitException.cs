namespace SecretSentry.Git;

/// <summary>Why git could not answer.</summary>
public enum GitErrorKind
{
    /// <summary>The folder is in no repository, or git refuses the repository.</summary>
    NotARepository,

    /// <summary>There is no git program.</summary>
    GitMissing,

    /// <summary>git ended with an error.</summary>
    CommandFailed,
}

/// <summary>git could not answer; the message is one sentence for the user.</summary>
public sealed class GitException(GitErrorKind kind, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public GitErrorKind Kind { get; } = kind;
}
