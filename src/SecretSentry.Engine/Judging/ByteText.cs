using System.Numerics;

namespace SecretSentry.Engine.Judging;

/// <summary>Classes of bytes. Those from 0x80 up are letters: of every script but Latin's they are, in UTF-8.</summary>
internal static class ByteText
{
    public static byte Lower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>Writes <paramref name="text"/> in small letters to the start of <paramref name="lower"/>, which is at least as long, and gives that part.</summary>
    public static ReadOnlySpan<byte> Lower(ReadOnlySpan<byte> text, Span<byte> lower)
    {
        var at = 0;
        for (; at + Vector<byte>.Count <= text.Length; at += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(text[at..]);
            var isUpper = Vector.LessThanOrEqual(bytes - new Vector<byte>((byte)'A'), new Vector<byte>('Z' - 'A'));
            (bytes | (isUpper & new Vector<byte>(0x20))).CopyTo(lower[at..]);
        }

        for (; at < text.Length; at++)
        {
            lower[at] = Lower(text[at]);
        }

        return lower[..text.Length];
    }

    public static bool IsUpper(byte value) => value is >= (byte)'A' and <= (byte)'Z';

    public static bool IsLowerLetter(byte value) => value is >= (byte)'a' and <= (byte)'z';

    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    public static bool IsLetter(byte value) => IsUpper(value) || IsLowerLetter(value) || value >= 0x80;

    public static bool IsAsciiLetter(byte value) => IsUpper(value) || IsLowerLetter(value);

    public static bool IsWord(byte value) => IsLetter(value) || IsDigit(value) || value == '_';

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    public static bool IsBreak(byte value) => value is (byte)'\n' or (byte)'\r';

    public static bool IsSpace(byte value) => IsBlank(value) || IsBreak(value);

    public static bool IsHex(byte value) => IsDigit(value) || Lower(value) is >= (byte)'a' and <= (byte)'f';

    public static bool IsQuote(byte value) => value is (byte)'"' or (byte)'\'' or (byte)'`';

    /// <summary>Whether <paramref name="word"/>, in small letters, stands at <paramref name="at"/>, in any case.</summary>
    public static bool StandsAt(ReadOnlySpan<byte> content, int at, ReadOnlySpan<byte> word)
    {
        if (at < 0 || at + word.Length > content.Length)
        {
            return false;
        }

        for (var i = 0; i < word.Length; i++)
        {
            if (Lower(content[at + i]) != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
