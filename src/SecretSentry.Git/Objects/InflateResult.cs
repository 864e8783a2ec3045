namespace SecretSentry.Git.Objects;

/// <summary>How an inflation ended.</summary>
internal enum InflateResult
{
    /// <summary>The stream gave exactly the bytes that were asked for.</summary>
    Done,

    /// <summary>No zlib header (RFC 1950), or one with a preset dictionary.</summary>
    NoZlibHeader,

    /// <summary>Something that RFC 1951 does not allow.</summary>
    BadData,

    /// <summary>The input ends within the stream.</summary>
    InputEnds,

    /// <summary>The stream holds more than was asked for; the first bytes are in the target.</summary>
    TooLong,

    /// <summary>The stream holds less than was asked for.</summary>
    TooShort,
}
