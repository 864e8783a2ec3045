namespace SecretSentry.Engine.Explain;

/// <summary>A content and the part of it that is explained. Lives no longer than its bytes.</summary>
/// <param name="bytes">The whole content, one byte a character in wide encodings.</param>
/// <param name="path">Path of the content.</param>
/// <param name="isBinary">Whether the content is binary.</param>
/// <param name="range">The explained part: the offset of its first byte and the offset after its last one.</param>
/// <param name="from">The offset at which a search begins.</param>
internal readonly ref struct TracedText(ReadOnlySpan<byte> bytes, string path, bool isBinary, (int Start, int End) range, int from)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public string Path { get; } = path;

    public bool IsBinary { get; } = isBinary;

    public (int Start, int End) Range { get; } = range;

    public int From { get; } = from;
}
