namespace SecretSentry.Git.Process;

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
