namespace SecretSentry.Git.Objects;

/// <summary>The result of reading one object.</summary>
public enum ReadOutcome
{
    /// <summary>The object is missing or damaged. Its content is empty.</summary>
    Unreadable,

    /// <summary>The object exists and is too large to be read as a whole. Its content is empty; it can be opened as a stream.</summary>
    TooLarge,

    /// <summary>The content is complete.</summary>
    Read,
}
