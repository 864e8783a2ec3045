using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SecretSentry.Engine.Bytes;

/// <summary>Detects content kinds and narrows the wide ones.</summary>
public static class ContentKinds
{
    /// <summary>Number of bytes checked, as in git: a NUL in the first 8,000 bytes makes a file binary.</summary>
    private const int SniffLength = 8000;

    /// <summary>Number of bytes that show whether a content is UTF-16.</summary>
    private const int WideHeadLength = 512;

    private static readonly SearchValues<byte> AsciiText = SearchValues.Create([.. "\t\n\r"u8,
        .. Enumerable.Range(' ', '~' - ' ' + 1).Select(b => (byte)b)]);

    /// <summary>Returns the kind of <paramref name="content"/>, which is detected from its first bytes.</summary>
    public static ContentKind Detect(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]))
        {
            return ContentKind.Utf32LittleEndian;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
        {
            return ContentKind.Utf32BigEndian;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return HasAsciiHead(content[2..]) ? ContentKind.Text : ContentKind.Utf16LittleEndian;
        }

        if (content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return HasAsciiHead(content[2..]) ? ContentKind.Text : ContentKind.Utf16BigEndian;
        }

        var head = content[..Math.Min(content.Length, SniffLength)];
        return head.Contains((byte)0) ? DetectWithoutBom(head[..Math.Min(head.Length, WideHeadLength)]) : ContentKind.Text;
    }

    /// <summary>Returns the number of bytes per code unit.</summary>
    public static int GetUnitLength(this ContentKind kind) => kind switch
    {
        ContentKind.Utf16LittleEndian or ContentKind.Utf16BigEndian => 2,
        ContentKind.Utf32LittleEndian or ContentKind.Utf32BigEndian => 4,
        _ => 1,
    };

    /// <summary>Returns the length in bytes of the byte-order mark of a UTF-16 or UTF-32 content, or 0 without one.</summary>
    public static int GetBomLength(ReadOnlySpan<byte> content, ContentKind kind)
    {
        var unit = kind.GetUnitLength();
        return unit > 1 && content.Length >= unit && ReadUnit(content, kind) == 0xFEFF ? unit : 0;
    }

    /// <summary>
    /// Converts every code unit to one byte. Units above U+00FF become 0xFF, which occurs in no token. A cut-off last unit is dropped. The
    /// result is valid until the next call with the same <paramref name="buffer"/>, which grows as needed.
    /// </summary>
    public static ReadOnlySpan<byte> Narrow(ReadOnlySpan<byte> content, ContentKind kind, ref byte[] buffer)
    {
        var unit = kind.GetUnitLength();
        var length = content.Length / unit;
        if (buffer is null || buffer.Length < length)
        {
            buffer = new byte[length];
        }

        for (var i = 0; i < length; i++)
        {
            var value = ReadUnit(content[(i * unit)..], kind);
            buffer[i] = value <= 0xFF ? (byte)value : (byte)0xFF;
        }

        return buffer.AsSpan(0, length);
    }

    /// <summary>Returns the text of a span for display. Invalid bytes become U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> content, ContentKind kind) => kind switch
    {
        ContentKind.Utf16LittleEndian => Encoding.Unicode.GetString(content),
        ContentKind.Utf16BigEndian => Encoding.BigEndianUnicode.GetString(content),
        ContentKind.Utf32LittleEndian => new UTF32Encoding(bigEndian: false, byteOrderMark: false).GetString(content),
        ContentKind.Utf32BigEndian => new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetString(content),
        _ => Encoding.UTF8.GetString(content),
    };

    /// <summary>
    /// Returns whether ASCII text follows a byte-order mark of UTF-16, which is then no such mark. Real UTF-16 contains other bytes soon: a
    /// line end, a blank or a digit is enough.
    /// </summary>
    private static bool HasAsciiHead(ReadOnlySpan<byte> content) =>
        !content.IsEmpty && !content[..Math.Min(content.Length, WideHeadLength)].ContainsAnyExcept(AsciiText);

    /// <summary>
    /// Detects UTF-16 without a byte-order mark. Its text in western scripts has a NUL in nearly every second byte, always on the same
    /// side.
    /// </summary>
    private static ContentKind DetectWithoutBom(ReadOnlySpan<byte> head)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            even += head[i] == 0 && (i & 1) == 0 ? 1 : 0;
            odd += head[i] == 0 && (i & 1) == 1 ? 1 : 0;
        }

        var third = Math.Max(1, head.Length * 3 / 20); // 30 % of one side's bytes
        return even == 0 && odd >= third ? ContentKind.Utf16LittleEndian
            : odd == 0 && even >= third ? ContentKind.Utf16BigEndian
            : ContentKind.Binary;
    }

    private static uint ReadUnit(ReadOnlySpan<byte> bytes, ContentKind kind) => kind switch
    {
        ContentKind.Utf16LittleEndian => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        ContentKind.Utf16BigEndian => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        ContentKind.Utf32LittleEndian => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };
}
