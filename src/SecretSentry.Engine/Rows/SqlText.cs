using System.Buffers;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Rows;

/// <summary>Elements of the SQL that dumps of databases consist of.</summary>
internal static class SqlText
{
    /// <summary>Maximum length of a name. Databases allow 128 characters at most.</summary>
    private const int MaxName = 256;

    /// <summary>Maximum length of a comment that is skipped.</summary>
    private const int MaxComment = 4096;

    /// <summary>Maximum number of words before the name of a table.</summary>
    private const int MaxWords = 6;

    private static readonly SearchValues<byte> ItemEnds = SearchValues.Create("'\"`(),"u8);

    /// <summary>Returns the offset after blanks, line ends and comments.</summary>
    public static int SkipSpaces(ReadOnlySpan<byte> text, int offset)
    {
        for (var next = offset; next < text.Length; offset = next)
        {
            next = ByteText.IsSpace(text[offset]) ? offset + 1
                : text[offset..].StartsWith("--"u8) ? FindAfter(text, offset, "\n"u8)
                : text[offset..].StartsWith("/*"u8) ? FindAfter(text, offset, "*/"u8)
                : offset;
            if (next == offset)
            {
                break;
            }
        }

        return offset;
    }

    /// <summary>
    /// Returns the offset after a word and the spaces that follow it. Returns <paramref name="offset"/> when another word, or a longer one,
    /// is there.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="offset">Where the word would begin.</param>
    /// <param name="word">The word in lower case. It is compared in any case.</param>
    public static int SkipWord(ReadOnlySpan<byte> text, int offset, ReadOnlySpan<byte> word)
    {
        var end = offset + word.Length;
        return ByteText.Matches(text, offset, word) && (end >= text.Length || !ByteText.IsWord(text[end])) ? SkipSpaces(text, end) : offset;
    }

    /// <summary>Returns the offset after the words of a list that are there, in any order, and the spaces that follow them.</summary>
    public static int SkipWords(ReadOnlySpan<byte> text, int offset, byte[][] words)
    {
        for (var count = 0; count < MaxWords; count++)
        {
            var next = offset;
            for (var i = 0; i < words.Length && next == offset; i++)
            {
                next = SkipWord(text, offset, words[i]);
            }

            if (next == offset)
            {
                break;
            }

            offset = next;
        }

        return offset;
    }

    /// <summary>Reads the name at <paramref name="offset"/>.</summary>
    public static SqlName ReadName(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length)
        {
            var close = FindClosingQuote(text[offset]);
            var start = close == 0 ? offset : offset + 1;
            var end = close == 0 ? FindWordEnd(text, start) : FindQuotedEnd(text, start, close);
            if (end <= start || end - start > MaxName)
            {
                break;
            }

            var next = close == 0 ? end : end + 1;
            if (next >= text.Length || text[next] != '.')
            {
                return new(start, end, next, close != 0);
            }

            offset = next + 1; // that was the database or the schema
        }

        return SqlName.None;
    }

    /// <summary>
    /// Returns the offset of the comma or the bracket that ends the item at <paramref name="offset"/> of a list. Returns -1 when the text
    /// ends before.
    /// </summary>
    public static int FindItemEnd(ReadOnlySpan<byte> text, int offset)
    {
        var depth = 0;
        while (offset >= 0 && text[offset..].IndexOfAny(ItemEnds) is >= 0 and var distance)
        {
            offset += distance;
            var mark = text[offset];
            if (depth == 0 && mark is (byte)',' or (byte)')')
            {
                return offset;
            }

            depth += mark == '(' ? 1 : mark == ')' ? -1 : 0;
            offset = ByteText.IsQuote(mark) ? FindStringEnd(text, offset) : offset + 1;
        }

        return -1;
    }

    /// <summary>
    /// Returns the offset after the string whose quote is at <paramref name="offset"/>, or -1. A doubled quote is part of the string, and
    /// so is a quote after a backslash.
    /// </summary>
    private static int FindStringEnd(ReadOnlySpan<byte> text, int offset)
    {
        var quote = text[offset++];
        while (text[offset..].IndexOfAny(quote, (byte)'\\') is >= 0 and var distance)
        {
            offset += distance;
            var isDoubled = text[offset] == '\\' || (offset + 1 < text.Length && text[offset + 1] == quote);
            if (!isDoubled)
            {
                return offset + 1;
            }

            offset = Math.Min(text.Length, offset + 2);
        }

        return -1;
    }

    private static byte FindClosingQuote(byte quote) => quote switch
    {
        (byte)'`' or (byte)'"' => quote,
        (byte)'[' => (byte)']',
        _ => 0,
    };

    private static int FindQuotedEnd(ReadOnlySpan<byte> text, int start, byte close) =>
        text[start..Math.Min(text.Length, start + MaxName + 1)].IndexOf(close) is >= 0 and var length ? start + length : -1;

    private static int FindWordEnd(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length && (ByteText.IsWord(text[offset]) || text[offset] is (byte)'$' or (byte)'#' or (byte)'@'))
        {
            offset++;
        }

        return offset;
    }

    /// <summary>Returns the offset after a comment. Returns <paramref name="offset"/> when it is too long.</summary>
    private static int FindAfter(ReadOnlySpan<byte> text, int offset, ReadOnlySpan<byte> mark)
    {
        var rest = text[offset..Math.Min(text.Length, offset + MaxComment)];
        return rest.IndexOf(mark) is >= 0 and var end ? offset + end + mark.Length : offset;
    }
}
