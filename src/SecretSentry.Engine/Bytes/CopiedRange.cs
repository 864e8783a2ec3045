namespace SecretSentry.Engine.Bytes;

/// <summary>A range of a content that is copied from another one.</summary>
/// <param name="Source">Offset of the first byte in the other content.</param>
/// <param name="Start">Offset of the first byte in this content.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct CopiedRange(int Source, int Start, int Length)
{
    /// <summary>Offset after the last byte in this content.</summary>
    internal int End => Start + Length;

    /// <summary>Offset after the last byte in the other content.</summary>
    internal int SourceEnd => Source + Length;

    /// <summary>How much further from the start the range is in this content, in bytes.</summary>
    internal int Distance => Start - Source;

    /// <summary>Whether both contents begin with the range.</summary>
    internal bool IsHead => Start == 0 && Source == 0;

    /// <summary>
    /// Returns whether both contents end with the range. This content has <paramref name="length"/> bytes and the other one
    /// <paramref name="sourceLength"/>.
    /// </summary>
    internal bool IsTail(int length, int sourceLength) => End == length && SourceEnd == sourceLength;
}
