using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// A value between quotes before the words that say what it is: <c>fill "..." into the password</c>, <c>use `...` as your password</c>.
/// </summary>
internal static class SpokenValues
{
    private const int MaxValue = 100;

    /// <summary>Longest words between a value and the name, with their blanks and the quote.</summary>
    private const int MaxWords = 20;

    /// <summary>Words between a value and the name behind it, the last ones first: each is followed by a blank.</summary>
    private static readonly byte[][] Articles = ByteText.Split("the your my a initial default");

    private static readonly byte[][] Joints = ByteText.Split("in into for as als para como pour comme");

    /// <summary>The value before the name at <paramref name="start"/>; of no length for none.</summary>
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

    /// <summary><c>"...".toCharArray()</c>, as the programming interfaces that take passwords ask for.</summary>
    private static bool IsMemberOfText(ReadOnlySpan<byte> text, int start) =>
        start > 2 && text[start] == '.' && ByteText.IsQuote(text[start - 1]) && ByteText.Matches(text, start, ".tochararray"u8);

    /// <summary>What stands on the line between the quote at <paramref name="end"/> and the one before it.</summary>
    private static (int Start, int End) FindQuotedBefore(ReadOnlySpan<byte> text, int end)
    {
        var least = Math.Max(0, end - MaxValue);
        var open = least + text[least..end].LastIndexOfAny(text[end], (byte)'\n');
        return open > least && text[open] == text[end] && end - open > 3 ? (open + 1, end) : default;
    }

    /// <summary>Whether one of the words may stand before a name or its quote there, and a quoted value before it.</summary>
    public static bool MayFollow(ReadOnlySpan<byte> text, int offset) =>
        offset > 5 && text[offset - 1] == ' ' && EndsWord(text[offset - 2])
        && text[Math.Max(0, offset - MaxWords)..(offset - 2)].IndexOfAny((byte)'"', (byte)'\'', (byte)'`') >= 0;

    private static bool EndsWord(byte value) =>
        value is (byte)'n' or (byte)'o' or (byte)'r' or (byte)'s' or (byte)'a' or (byte)'e' or (byte)'y' or (byte)'l' or (byte)'t';

    /// <summary>Where the word begins that stands with a blank before <paramref name="offset"/>; negative for none.</summary>
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
