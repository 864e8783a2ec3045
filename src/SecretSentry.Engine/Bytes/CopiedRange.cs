namespace SecretSentry.Engine.Bytes;

/// <summary>A range of a content that is copied from another one.</summary>
/// <param name="Source">First byte in the other content.</param>
/// <param name="Start">First byte in this one.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct CopiedRange(int Source, int Start, int Length)
{
    /// <summary>Offset behind the last byte in this content.</summary>
    internal int End => Start + Length;

    /// <summary>Offset behind the last byte in the other content.</summary>
    internal int SourceEnd => Source + Length;

    /// <summary>How much farther from the start it stands here.</summary>
    internal int Distance => Start - Source;

    /// <summary>Whether both contents begin with it.</summary>
    internal bool IsHead => Start == 0 && Source == 0;

    /// <summary>
    /// Whether both contents, this one of <paramref name="length"/> and the other one of <paramref name="sourceLength"/> bytes, end with
    /// it.
    /// </summary>
    internal bool IsTail(int length, int sourceLength) => End == length && SourceEnd == sourceLength;
}
