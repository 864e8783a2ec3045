using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace SecretSentry.Engine.Text;

/// <summary>Classes of bytes. Bytes from 0x80 up count as letters. In UTF-8 they are letters in every script except Latin.</summary>
internal static class ByteText
{
    public static byte ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? (byte)(value | 0x20) : value;

    /// <summary>
    /// Writes <paramref name="text"/> in lower case to the start of <paramref name="lower"/>, which must be at least as long. Returns that
    /// part.
    /// </summary>
    public static ReadOnlySpan<byte> ToLower(ReadOnlySpan<byte> text, Span<byte> lower)
    {
        var offset = 0;
        for (; offset + Vector<byte>.Count <= text.Length; offset += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(text[offset..]);
            var isUpper = Vector.LessThanOrEqual(bytes - new Vector<byte>((byte)'A'), new Vector<byte>('Z' - 'A'));
            (bytes | (isUpper & new Vector<byte>(0x20))).CopyTo(lower[offset..]);
        }

        for (; offset < text.Length; offset++)
        {
            lower[offset] = ToLower(text[offset]);
        }

        return lower[..text.Length];
    }

    public static bool IsUpper(byte value) => value is >= (byte)'A' and <= (byte)'Z';

    public static bool IsLowerLetter(byte value) => value is >= (byte)'a' and <= (byte)'z';

    public static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // called for every byte of a name
    public static bool IsLetter(byte value) => IsUpper(value) || IsLowerLetter(value) || value >= 0x80;

    public static bool IsAsciiLetter(byte value) => IsUpper(value) || IsLowerLetter(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsWord(byte value) => value >= 0x80 || IsInSet(value, Digits, LettersAndUnderscore);

    /// <summary>
    /// Returns whether a byte may occur in a name of any language, including joined names: a byte of a word, or <c>-.$@:/</c>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInName(byte value) => value >= 0x80
        || IsInSet(value, Digits | 1ul << '-' | 1ul << '.' | 1ul << '$' | 1ul << ':' | 1ul << '/',
        LettersAndUnderscore | 1ul << ('@' - 64));

    /// <summary>Returns whether a byte may follow the stem in its name: a byte of a word, or <c>-.$</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAfterStem(byte value) =>
        value >= 0x80 || IsInSet(value, Digits | 1ul << '-' | 1ul << '.' | 1ul << '$', LettersAndUnderscore);

    /// <summary>Bits of the digits, in the set of the first 64 bytes.</summary>
    private const ulong Digits = 0x03FF_0000_0000_0000;

    /// <summary>Bits of letters and underscore, in the set of the next 64 bytes.</summary>
    private const ulong LettersAndUnderscore = 0x07FF_FFFE_87FF_FFFE;

    /// <summary>
    /// Returns whether the bit of an ASCII byte is set in one of two 64-bit words. This replaces a comparison for each range. For other
    /// bytes the top bit is ignored.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsInSet(byte value, ulong first, ulong second) =>
        (((value & 0x40) == 0 ? first : second) >> (value & 0x3F) & 1) != 0;

    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t';

    public static bool IsBreak(byte value) => value is (byte)'\n' or (byte)'\r';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSpace(byte value) => IsBlank(value) || IsBreak(value);

    public static bool IsHex(byte value) => IsDigit(value) || ToLower(value) is >= (byte)'a' and <= (byte)'f';

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsQuote(byte value) => value is (byte)'"' or (byte)'\'' or (byte)'`';

    /// <summary>
    /// Returns whether <paramref name="word"/>, which is in lower case and not empty, occurs at <paramref name="offset"/>,
    /// case-insensitive.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // the first byte nearly always decides
    public static bool Matches(ReadOnlySpan<byte> content, int offset, ReadOnlySpan<byte> word) =>
        (uint)offset < (uint)content.Length && ToLower(content[offset]) == word[0] && MatchesRest(content[offset..], word);

    /// <summary>
    /// Returns whether the text ends in one of <paramref name="words"/>, case-insensitive. The words are in lower case and not empty.
    /// </summary>
    public static bool EndsInAny(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (var word in words)
        {
            if (Matches(text, text.Length - word.Length, word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the text begins with one of <paramref name="words"/>, case-sensitive.</summary>
    public static bool BeginsWithAny(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the index of the word in <paramref name="words"/> that equals the text, case-insensitive. Negative when there is none. The
    /// words are in lower case and not empty.
    /// </summary>
    public static int FindIndex(ReadOnlySpan<byte> text, byte[][] words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length == text.Length && Matches(text, 0, words[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Returns whether one of <paramref name="words"/> occurs anywhere in the text, case-sensitive.</summary>
    public static bool ContainsAny(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (var word in words)
        {
            if (text.IndexOf(word) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the words of a text, in UTF-8. They are separated by one blank. Meant for tables that are created once.</summary>
    public static byte[][] Split(string words) => [.. words.Split(' ').Select(Encoding.UTF8.GetBytes)];

    private static bool MatchesRest(ReadOnlySpan<byte> content, ReadOnlySpan<byte> word)
    {
        if (content.Length < word.Length)
        {
            return false;
        }

        for (var i = 1; i < word.Length; i++)
        {
            if (ToLower(content[i]) != word[i])
            {
                return false;
            }
        }

        return true;
    }
}
