namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>
/// What a byte is to the kernels: a byte of the base64 alphabets, the first byte of an escape, or the second byte of one.
/// </summary>
internal static class RunTables
{
    /// <summary>Bit in <see cref="Classes"/> for a byte of the alphabet.</summary>
    public const byte Alphabet = 0x80;

    /// <summary>In tables by halves, the bits for bytes of the alphabet. There is one bit for each distinct row of ASCII.</summary>
    public const byte AlphabetRows = 0x1F;

    private const byte Percent = 1;
    private const byte Backslash = 2;
    private const byte Ampersand = 4;

    /// <summary>For each byte, <see cref="Alphabet"/> or the bit of the escape that it begins.</summary>
    public static byte[] Classes { get; } = [.. Enumerable.Range(0, 256).Select(b => GetClass((char)b))];

    /// <summary>For each byte, the bits of the escapes in which it may be the second byte.</summary>
    public static byte[] Seconds { get; } = [.. Enumerable.Range(0, 256).Select(b => GetSecondClass((char)b))];

    /// <summary>
    /// Four tables of 16 entries. The first two give the class by lower half and by upper half; the class is the AND of both. The other two
    /// give the second bytes in the same way. Escape bits are those of <see cref="Classes"/>, shifted up by five.
    /// </summary>
    public static byte[] Halves { get; } = BuildHalves();

    private static byte GetClass(char c) => c switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '/' or '-' or '_' => Alphabet,
        '%' => Percent,
        '\\' => Backslash,
        '&' => Ampersand,
        _ => 0,
    };

    private static byte GetSecondClass(char c) => c switch
    {
        >= '2' and <= '7' => Percent,
        'x' or 'u' => Backslash,
        '#' => Ampersand,
        _ => 0,
    };

    private static byte[] BuildHalves()
    {
        var tables = new byte[64];
        for (var b = 0; b < 128; b++)
        {
            var (lower, upper) = (b & 15, b >> 4);
            var first = GetClass((char)b) is var c && c == Alphabet ? GetRowBit(upper) : (byte)(c << 5);
            var second = (byte)(GetSecondClass((char)b) << 5);
            tables[lower] |= first;
            tables[16 + upper] |= first;
            tables[32 + lower] |= second;
            tables[48 + upper] |= second;
        }

        return tables;
    }

    /// <summary>
    /// Returns the bit of a row. Rows 4 and 6 contain the same lower halves of letters. Each of the others has its own bit.
    /// </summary>
    private static byte GetRowBit(int upper) => (byte)(upper switch { 2 => 1, 3 => 2, 4 or 6 => 4, 5 => 8, _ => 16 });
}
