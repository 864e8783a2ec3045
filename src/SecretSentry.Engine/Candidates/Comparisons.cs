using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// A name and a value that are compared: <c>"..." == password</c>, <c>strcmp(password, "...")</c>, <c>"...".equals(password)</c>.
/// </summary>
internal static class Comparisons
{
    /// <summary>Maximum length of a value before a name.</summary>
    private const int MaxValue = 200;

    /// <summary>Maximum number of blanks between a value, or the text that joins it, and the name after it.</summary>
    private const int MostBlanks = 3;

    /// <summary>Maximum length of the name of a comparing call, including its dot.</summary>
    private const int MaxCall = 20;

    /// <summary>Ends of the names of calls that compare their arguments, in lower case.</summary>
    private static readonly WordEnds Calls = new("cmp equals equal equalfold compare equalsignorecase compare_digest");

    /// <summary>Returns whether the name at <paramref name="start"/> is the first argument of a call that compares.</summary>
    public static bool IsFirstArgument(ReadOnlySpan<byte> text, int start) =>
        start > 0 && text[start - 1] == '(' && IsCall(text, start - 1);

    /// <summary>
    /// Returns the value before the name at <paramref name="start"/> that the name is compared with. Its length is 0 when there is none.
    /// </summary>
    public static (int Start, int End) FindValueBefore(ReadOnlySpan<byte> text, int start)
    {
        var joint = SkipBlanksBefore(text, start);
        if (joint < 3)
        {
            return default;
        }

        var quote = text[joint - 1] switch
        {
            (byte)'=' when text[joint - 2] is (byte)'=' or (byte)'!' =>
                SkipBlanksBefore(text, joint - (text[joint - 3] is (byte)'=' or (byte)'!' ? 3 : 2)),
            (byte)'(' when IsCall(text, joint - 1) => FindDotBefore(text, joint - 1),
            (byte)',' when ByteText.IsQuote(text[joint - 2]) => joint - 1,
            _ => 0,
        };
        if (quote < 2 || !ByteText.IsQuote(text[quote - 1]))
        {
            return default;
        }

        var (end, least) = (quote - 1, Math.Max(0, quote - 1 - MaxValue));
        var open = least + text[least..end].LastIndexOfAny(text[end], (byte)'\n');
        var isValue = open >= least && text[open] == text[end]
            && (text[joint - 1] != ',' || (open > 0 && text[open - 1] == '(' && IsCall(text, open - 1)));
        return isValue ? (open + 1, end) : default;
    }

    /// <summary>
    /// Returns the offset of the dot before the name of the call whose bracket is at <paramref name="bracket"/>. Returns 0 when there is
    /// none.
    /// </summary>
    private static int FindDotBefore(ReadOnlySpan<byte> text, int bracket)
    {
        var least = Math.Max(0, bracket - MaxCall);
        return text[least..bracket].LastIndexOf((byte)'.') is >= 0 and var dot ? least + dot : 0;
    }

    /// <summary>Returns the offset before the blanks that end at <paramref name="offset"/>.</summary>
    public static int SkipBlanksBefore(ReadOnlySpan<byte> text, int offset)
    {
        for (var blanks = 0; blanks < MostBlanks && offset > 0 && text[offset - 1] == ' '; blanks++)
        {
            offset--;
        }

        return offset;
    }

    private static bool IsCall(ReadOnlySpan<byte> text, int bracket) => Calls.MatchesEnd(text[..bracket]);
}
