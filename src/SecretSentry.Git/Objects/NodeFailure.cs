namespace SecretSentry.Git.Objects;

/// <summary>The reason why a node could not be read.</summary>
public enum NodeFailure
{
    /// <summary>The node, or one of its bases, is damaged.</summary>
    Damaged,

    /// <summary>The node, or one of its bases, is larger than the limit for objects in memory.</summary>
    TooLarge,
}
