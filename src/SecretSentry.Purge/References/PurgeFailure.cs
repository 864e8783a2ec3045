namespace SecretSentry.Purge.References;

/// <summary>The reason why a purge failed.</summary>
public enum PurgeFailure
{
    /// <summary>The request is not valid.</summary>
    Usage,

    /// <summary>The repository is in a state in which nothing may be changed.</summary>
    Rejected,

    /// <summary>The repository has changed since the plan was made.</summary>
    Changed,

    /// <summary>The proof failed.</summary>
    Unproved,

    /// <summary>The user interrupted the purge.</summary>
    Interrupted,
}
