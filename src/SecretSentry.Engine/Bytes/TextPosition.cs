namespace SecretSentry.Engine.Bytes;

/// <summary>
/// A position in a text: line and column, both from 1. Columns count characters (code points of UTF-8, code units of UTF-16 and UTF-32,
/// bytes in other content).
/// </summary>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>Returns the position of byte <paramref name="offset"/> of <paramref name="content"/>. Lines end with LF.</summary>
    public static TextPosition Compute(ReadOnlySpan<byte> content, int offset, ContentKind kind)
    {
        var unit = kind.GetUnitLength();
        return unit == 1 ? new TextPosition(1, 1).Advance(content[..offset]) : ComputeInUnits(content[..offset], kind);
    }

    /// <summary>Returns the position after this one and <paramref name="text"/>, in content with units of one byte.</summary>
    internal TextPosition Advance(ReadOnlySpan<byte> text)
    {
        var lines = text.Count((byte)'\n');
        var column = lines == 0 ? Column : 1;
        foreach (var b in text[(text.LastIndexOf((byte)'\n') + 1)..])
        {
            column += (b & 0xC0) == 0x80 ? 0 : 1; // continuation bytes of UTF-8 are not characters of their own
        }

        return new(Line + lines, column);
    }

    private static TextPosition ComputeInUnits(ReadOnlySpan<byte> before, ContentKind kind)
    {
        byte[] buffer = [];
        var narrow = ContentKinds.Narrow(before[ContentKinds.GetBomLength(before, kind)..], kind, ref buffer);
        return new(1 + narrow.Count((byte)'\n'), narrow.Length - narrow.LastIndexOf((byte)'\n'));
    }
}
