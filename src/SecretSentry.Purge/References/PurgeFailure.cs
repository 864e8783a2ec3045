namespace SecretSentry.Purge.References;

/// <summary>Why a purge did not do what it was asked.</summary>
public enum PurgeFailure
{
    /// <summary>The request makes no sense.</summary>
    Usage,

    /// <summary>The repository is in a state in which nothing is touched.</summary>
    Rejected,

    /// <summary>The repository is no longer what the plan was made for.</summary>
    Changed,

    /// <summary>The proof failed.</summary>
    Unproved,
}
