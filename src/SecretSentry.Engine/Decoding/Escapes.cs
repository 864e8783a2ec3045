using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>Reads a character written as an escape. Only escapes of printable ASCII are read, because tokens consist of it.</summary>
internal static class Escapes
{
    /// <summary>Returns the length of the escape at <paramref name="offset"/>, or 0 when there is no escape of printable ASCII.</summary>
    public static int Read(ReadOnlySpan<byte> text, int offset, out RunEncoding encoding, out byte value)
    {
        var rest = text[offset..];
        encoding = rest[0] switch { (byte)'%' => RunEncoding.Percent, (byte)'\\' => RunEncoding.Backslash, _ => RunEncoding.Entity };
        var (length, number) = rest[0] switch
        {
            (byte)'%' => ReadHexPair(rest, 1),
            (byte)'\\' when rest.Length > 1 && rest[1] == 'x' => ReadHexPair(rest, 2),
            (byte)'\\' when rest.StartsWith("\\u00"u8) => ReadHexPair(rest, 4),
            (byte)'&' when rest.StartsWith("&#"u8) => ReadEntity(rest),
            _ => (0, 0),
        };
        value = (byte)number;
        return number is >= 0x20 and <= 0x7E ? length : 0;
    }

    /// <summary>Returns the value of a hexadecimal digit, or -1 for other bytes.</summary>
    public static int GetHexValue(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    private static (int Length, int Value) ReadHexPair(ReadOnlySpan<byte> text, int offset) =>
        text.Length >= offset + 2 && GetHexValue(text[offset]) is >= 0 and var high && GetHexValue(text[offset + 1]) is >= 0 and var low
            ? (offset + 2, (high * 16) + low) : (0, 0);

    /// <summary>Reads &amp;#x41; or &amp;#65; with at most four digits.</summary>
    private static (int Length, int Value) ReadEntity(ReadOnlySpan<byte> text)
    {
        var radix = text.Length > 2 && text[2] is (byte)'x' or (byte)'X' ? 16 : 10;
        var (first, value) = (radix == 16 ? 3 : 2, 0);
        for (var offset = first; offset < text.Length && offset <= first + 4; offset++)
        {
            if (text[offset] == ';')
            {
                return offset > first ? (offset + 1, value) : (0, 0);
            }

            if (GetHexValue(text[offset]) is var digit && (digit < 0 || digit >= radix))
            {
                break;
            }

            value = (value * radix) + GetHexValue(text[offset]);
        }

        return (0, 0);
    }
}
