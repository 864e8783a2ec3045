namespace SecretSentry.Scanning.Files;

/// <summary>How reading a file ended.</summary>
internal enum FileOutcome
{
    /// <summary>The whole content is in the buffer.</summary>
    Read,

    /// <summary>There is no file of that name.</summary>
    Missing,

    /// <summary>It is a symbolic link, which was not to be followed.</summary>
    Link,

    /// <summary>It is longer than the limit.</summary>
    TooLong,
}
