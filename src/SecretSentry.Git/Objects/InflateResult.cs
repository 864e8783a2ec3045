namespace SecretSentry.Git.Objects;

/// <summary>The result of an inflation.</summary>
internal enum InflateResult
{
    /// <summary>The stream contained exactly the requested number of bytes.</summary>
    Done,

    /// <summary>There is no zlib header (RFC 1950), or it requires a preset dictionary.</summary>
    NoZlibHeader,

    /// <summary>The data violates RFC 1951.</summary>
    BadData,

    /// <summary>The input ends within the stream.</summary>
    InputEnds,

    /// <summary>The stream contains more than the requested number of bytes. The first bytes are in the target.</summary>
    TooLong,

    /// <summary>The stream contains fewer bytes than requested.</summary>
    TooShort,
}
