using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Tells in some nanoseconds most names beside which nothing stands: before a stem is looked up or an extractor made, by one pass over the
/// name and the bytes that touch it. What it says is barren has no value for <see cref="CandidateExtractor"/>; of what it does not know it
/// says nothing.
/// </summary>
internal static class BarrenNames
{
    /// <summary>Of a name that reaches farther to either side it says nothing.</summary>
    private const int MaxSide = 40;

    /// <summary>Whether nothing stands beside the name whose stem begins at <paramref name="at"/> or one byte behind.</summary>
    public static bool IsBarren(ReadOnlySpan<byte> text, int at)
    {
        var stem = ByteText.IsWord(text[at]) ? at : at + 1;
        if (NameStems.IsAuthor(text, stem))
        {
            return true; // which is no stem
        }

        var end = End(text, stem);
        if (end < 0 || !IsBarrenBehind(text, end))
        {
            return false;
        }

        var start = Start(text, stem);
        return start >= 0 && !(start > 0 && text[start - 1] == '{') && IsBarrenBefore(text, start) && IsBarrenFor(text, start, end)
            && !PasswordTools.IsTool(text, start) && SqlColumns.ValueBehind(text, start, end) < 0
            && FarValues.Behind(text, start, end).At < 0 && TableCells.MarkOf(text, start, end) == 0
            && !(text[end] == ' ' && LoginPairs.IsNamed(text[start..end]));
    }

    private static bool IsBarrenBefore(ReadOnlySpan<byte> text, int start) =>
        !NameProspects.MayFollow(text, start)
            || (Comparisons.ValueBefore(text, start).End == 0 && ValueMembers.ValueBefore(text, start).End == 0
                && SpokenValues.ValueBefore(text, start).End == 0);

    private static int End(ReadOnlySpan<byte> text, int stem)
    {
        var most = Math.Min(text.Length, stem + MaxSide);
        var end = NameRuns.EndOfName(text, stem, most);
        if (end >= most)
        {
            return -1;
        }

        while (end > stem && text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }

        return end;
    }

    private static int Start(ReadOnlySpan<byte> text, int stem)
    {
        var least = Math.Max(0, stem - MaxSide);
        var start = NameRuns.Start(text, stem, least);
        return start > least ? start : -1;
    }

    /// <summary>Whether no value is joined by what stands at <paramref name="end"/>, whatever the name is.</summary>
    private static bool IsBarrenBehind(ReadOnlySpan<byte> text, int end) => text[end] switch
    {
        (byte)'.' => true,
        (byte)'/' => end + 1 < text.Length && text[end + 1] != '>',
        (byte)';' or (byte)',' => !MayBeMember(text, end, end + 1),
        (byte)'\n' or (byte)'\r' => !MayBeMember(text, end, end),
        (byte)')' => IsBarrenBracket(text, end),
        (byte)'(' => !NameProspects.MayBeArgument(text, end, Lexing.SkipBlanks(text, end + 1)),
        (byte)' ' => IsProse(text, end),
        _ => false,
    };

    /// <summary>
    /// Whether the next thing behind the name, which begins at <paramref name="at"/> or behind spaces, may be a member "value", "default"
    /// and the like.
    /// </summary>
    private static bool MayBeMember(ReadOnlySpan<byte> text, int end, int at)
    {
        at = Lexing.SkipSpaces(text, at);
        var isNone = at < text.Length && !ValueMembers.BeginsMember(text[at])
            && (ByteText.IsWord(text[at]) || text[at] is (byte)'}' or (byte)')' or (byte)'*' or (byte)'#' or (byte)'@');
        return !isNone && ValueMembers.ValueBehind(text, end) >= 0;
    }

    /// <summary>Closing brackets that a statement or sentence ends behind.</summary>
    private static bool IsBarrenBracket(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)')' or (byte)']')
        {
            at++;
        }

        return at < text.Length && text[at] is (byte)';' or (byte)'\n' or (byte)'\r' or (byte)'.';
    }

    /// <summary>
    /// Whether a word of prose stands behind the blanks, which is neither a type, nor a member, nor says what the value is.
    /// </summary>
    private static bool IsProse(ReadOnlySpan<byte> text, int end)
    {
        var at = Lexing.SkipBlanks(text, end);
        if (at >= text.Length || !ByteText.IsAsciiLetter(text[at]) || !NameProspects.IsProse(text, at) || Lexing.SaidBehind(text, at) >= 0
            || Lexing.MayBeLastWord(text, at)
            || (ValueMembers.BeginsMember(text[at]) && ValueMembers.ValueBehind(text, end) >= 0))
        {
            return false;
        }

        while (at < text.Length && !ByteText.IsBlank(text[at]) && !ByteText.IsBreak(text[at]))
        {
            at++;
        }

        at = Lexing.SkipBlanks(text, at);
        return at >= text.Length || text[at] != '=';
    }

    /// <summary>What the name has a say in: whether a comma joins it to a value, or blanks do.</summary>
    private static bool IsBarrenFor(ReadOnlySpan<byte> text, int start, int end) => text[end] switch
    {
        (byte)',' => !NameProspects.IsSymbol(text, start) && !Comparisons.IsFirstArgument(text, start) && !Setters.TakesName(text, start),
        (byte)' ' => text[start] != '-' && !ByteText.StandsAt(text, start, "identified"u8) && !NameProspects.IsFirst(text, start)
        && AuthorizationSchemes.ValueBehind(text, start, end) < 0,
        _ => true,
    };
}
