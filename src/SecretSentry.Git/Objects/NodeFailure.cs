namespace SecretSentry.Git.Objects;

/// <summary>Why a node could not be given.</summary>
public enum NodeFailure
{
    /// <summary>It, or something below it in its chain, is damaged.</summary>
    Damaged,

    /// <summary>It, or something below it in its chain, is larger than what is held in memory.</summary>
    TooLarge,
}
