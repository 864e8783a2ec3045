namespace SecretSentry.Engine.Bytes;

/// <summary>
/// Computes positions in one content one after another. What lies before the last position is not counted again, so many positions in
/// ascending order cost one pass over the content. Not thread-safe.
/// </summary>
public sealed class PositionAnchor
{
    private TextPosition _position = new(1, 1);
    private int _offset;

    /// <summary>
    /// Returns what <see cref="TextPosition.Compute"/> returns, and continues from there at the next call. An offset before the last one
    /// is computed from the start.
    /// </summary>
    public TextPosition MoveTo(ReadOnlySpan<byte> content, int offset, ContentKind kind)
    {
        if (kind.GetUnitLength() != 1)
        {
            return TextPosition.Compute(content, offset, kind);
        }

        _position = Compute(content, offset, kind);
        _offset = offset;
        return _position;
    }

    /// <summary>Like <see cref="MoveTo"/>, without moving.</summary>
    public TextPosition Compute(ReadOnlySpan<byte> content, int offset, ContentKind kind) =>
        kind.GetUnitLength() != 1 || offset < _offset ? TextPosition.Compute(content, offset, kind)
            : _position.Advance(content[_offset..offset]);
}
