namespace SecretSentry.Files;

/// <summary>Result of reading a file.</summary>
public enum FileOutcome
{
    /// <summary>The whole content is in the buffer.</summary>
    Read,

    /// <summary>There is no file with that name.</summary>
    Missing,

    /// <summary>The file is a symbolic link, and links were not to be followed.</summary>
    Link,

    /// <summary>The file is longer than the limit.</summary>
    TooLong,
}
