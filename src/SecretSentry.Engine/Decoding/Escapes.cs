using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>One character written as an escape. Only those of printable ASCII are of interest: tokens are made of it.</summary>
internal static class Escapes
{
    /// <summary>Length of the escape at <paramref name="at"/>, 0 when none of printable ASCII stands there.</summary>
    public static int Read(ReadOnlySpan<byte> text, int at, out RunEncoding encoding, out byte value)
    {
        var rest = text[at..];
        encoding = rest[0] switch { (byte)'%' => RunEncoding.Percent, (byte)'\\' => RunEncoding.Backslash, _ => RunEncoding.Entity };
        var (length, number) = rest[0] switch
        {
            (byte)'%' => Pair(rest, 1),
            (byte)'\\' when rest.Length > 1 && rest[1] == 'x' => Pair(rest, 2),
            (byte)'\\' when rest.StartsWith("\\u00"u8) => Pair(rest, 4),
            (byte)'&' when rest.StartsWith("&#"u8) => Reference(rest),
            _ => (0, 0),
        };
        value = (byte)number;
        return number is >= 0x20 and <= 0x7E ? length : 0;
    }

    /// <summary>Value of a hexadecimal digit, -1 for other bytes.</summary>
    public static int Digit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };

    private static (int Length, int Value) Pair(ReadOnlySpan<byte> text, int at) =>
        text.Length >= at + 2 && Digit(text[at]) is >= 0 and var high && Digit(text[at + 1]) is >= 0 and var low
            ? (at + 2, (high * 16) + low) : (0, 0);

    /// <summary>&amp;#x41; or &amp;#65; with at most four digits.</summary>
    private static (int Length, int Value) Reference(ReadOnlySpan<byte> text)
    {
        var radix = text.Length > 2 && text[2] is (byte)'x' or (byte)'X' ? 16 : 10;
        var (first, value) = (radix == 16 ? 3 : 2, 0);
        for (var at = first; at < text.Length && at <= first + 4; at++)
        {
            if (text[at] == ';')
            {
                return at > first ? (at + 1, value) : (0, 0);
            }

            if (Digit(text[at]) is var digit && (digit < 0 || digit >= radix))
            {
                break;
            }

            value = (value * radix) + Digit(text[at]);
        }

        return (0, 0);
    }
}
