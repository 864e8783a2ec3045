using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Quoted values before the words that say what they are: <c>fill "..." into the password</c>, <c>use `...` as your password</c>.
/// </summary>
internal static class SpokenValues
{
    private const int MaxValue = 100;

    /// <summary>Maximum length of the words between a value and the name, including their blanks and the quote.</summary>
    private const int MaxWords = 20;

    /// <summary>Words between a value and the name after it, the last ones first. Each is followed by a blank.</summary>
    private static readonly byte[][] Articles = ByteText.Split("the your my a initial default");

    private static readonly byte[][] Joints = ByteText.Split("in into for as als para como pour comme");

    /// <summary>Returns the value before the name at <paramref name="start"/>. Its length is 0 when there is none.</summary>
    public static (int Start, int End) FindValueBefore(ReadOnlySpan<byte> text, int start)
    {
        if (IsMemberOfText(text, start))
        {
            return FindQuotedBefore(text, start - 1);
        }

        var offset = start > 0 && ByteText.IsQuote(text[start - 1]) ? start - 1 : start;
        if (!MayFollow(text, offset))
        {
            return default;
        }

        offset = FindWordBefore(text, offset, Articles) is > 0 and var article ? article : offset;
        offset = FindWordBefore(text, offset, Joints);
        if (offset < 3 || text[offset - 1] != ' ' || !ByteText.IsQuote(text[offset - 2]))
        {
            return default;
        }

        return FindQuotedBefore(text, offset - 2);
    }

    /// <summary>Returns whether the name is a member of a text, as APIs that take passwords require: <c>"...".toCharArray()</c></summary>
    private static bool IsMemberOfText(ReadOnlySpan<byte> text, int start) =>
        start > 2 && text[start] == '.' && ByteText.IsQuote(text[start - 1]) && ByteText.Matches(text, start, ".tochararray"u8);

    /// <summary>Returns the text on the line between the quote at <paramref name="end"/> and the previous quote.</summary>
    private static (int Start, int End) FindQuotedBefore(ReadOnlySpan<byte> text, int end)
    {
        var least = Math.Max(0, end - MaxValue);
        var open = least + text[least..end].LastIndexOfAny(text[end], (byte)'\n');
        return open > least && text[open] == text[end] && end - open > 3 ? (open + 1, end) : default;
    }

    /// <summary>Returns whether one of the words, after a quoted value, may precede a name or its quote.</summary>
    public static bool MayFollow(ReadOnlySpan<byte> text, int offset) =>
        offset > 5 && text[offset - 1] == ' ' && EndsWord(text[offset - 2])
        && text[Math.Max(0, offset - MaxWords)..(offset - 2)].IndexOfAny((byte)'"', (byte)'\'', (byte)'`') >= 0;

    private static bool EndsWord(byte value) =>
        value is (byte)'n' or (byte)'o' or (byte)'r' or (byte)'s' or (byte)'a' or (byte)'e' or (byte)'y' or (byte)'l' or (byte)'t';

    /// <summary>Returns the offset of the word that precedes <paramref name="offset"/> with a blank. Negative when there is none.</summary>
    private static int FindWordBefore(ReadOnlySpan<byte> text, int offset, byte[][] words)
    {
        foreach (var word in words)
        {
            var first = offset - 1 - word.Length;
            if (first > 0 && text[first - 1] == ' ' && text[offset - 1] == ' ' && text.Slice(first, word.Length).SequenceEqual(word))
            {
                return first;
            }
        }

        return -1;
    }
}
