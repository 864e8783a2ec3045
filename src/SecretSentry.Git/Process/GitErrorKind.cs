namespace SecretSentry.Git.Process;

/// <summary>The reason why git failed.</summary>
public enum GitErrorKind
{
    /// <summary>The folder is in no repository, or git rejects the repository.</summary>
    NotARepository,

    /// <summary>There is no git program.</summary>
    GitMissing,

    /// <summary>git exited with an error.</summary>
    CommandFailed,

    /// <summary>The repository belongs to another user, and git rejects it.</summary>
    ForeignOwner,
}
