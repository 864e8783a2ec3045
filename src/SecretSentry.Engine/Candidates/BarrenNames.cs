using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Rules out most names without a value in some nanoseconds. It runs before a stem is looked up or an extractor is created, and makes one
/// pass over the name and the adjacent bytes. A name that it calls barren has no value for <see cref="CandidateExtractor"/>. For other
/// names it decides nothing.
/// </summary>
internal static class BarrenNames
{
    /// <summary>Maximum number of bytes of a name on each side of the stem. Longer names are not decided.</summary>
    private const int MaxSide = 40;

    /// <summary>Returns whether no value belongs to the name whose stem begins at <paramref name="offset"/> or one byte after.</summary>
    public static bool IsBarren(ReadOnlySpan<byte> text, int offset)
    {
        var stem = ByteText.IsWord(text[offset]) ? offset : offset + 1;
        if (NameStems.IsAuthor(text, stem))
        {
            return true; // not a stem
        }

        var end = FindEnd(text, stem);
        if (end < 0 || !IsBarrenAfter(text, end))
        {
            return false;
        }

        var start = FindStart(text, stem);
        return start >= 0 && !(start > 0 && text[start - 1] == '{') && IsBarrenBefore(text, start) && IsBarrenFor(text, start, end)
            && !PasswordTools.IsTool(text, start) && SqlColumns.FindValueAfter(text, start, end) < 0
            && FarValues.FindAfter(text, start, end).Offset < 0 && TableCells.FindSeparator(text, start, end) == 0
            && !(text[end] == ' ' && LoginPairs.IsNamed(text[start..end]));
    }

    private static bool IsBarrenBefore(ReadOnlySpan<byte> text, int start) =>
        !NameProspects.MayFollow(text, start)
            || (Comparisons.FindValueBefore(text, start).End == 0 && ValueMembers.FindValueBefore(text, start).End == 0
                && SpokenValues.FindValueBefore(text, start).End == 0);

    private static int FindEnd(ReadOnlySpan<byte> text, int stem)
    {
        var most = Math.Min(text.Length, stem + MaxSide);
        var end = NameRuns.FindNameEnd(text, stem, most);
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

    private static int FindStart(ReadOnlySpan<byte> text, int stem)
    {
        var least = Math.Max(0, stem - MaxSide);
        var start = NameRuns.FindStart(text, stem, least);
        return start > least ? start : -1;
    }

    /// <summary>Returns whether the text at <paramref name="end"/> joins no value to any name.</summary>
    private static bool IsBarrenAfter(ReadOnlySpan<byte> text, int end) => text[end] switch
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
    /// Returns whether a member "value", "default" or similar may follow the name. It would begin at <paramref name="offset"/> or after
    /// spaces.
    /// </summary>
    private static bool MayBeMember(ReadOnlySpan<byte> text, int end, int offset)
    {
        offset = Lexing.SkipSpaces(text, offset);
        var isNone = offset < text.Length && !ValueMembers.BeginsMember(text[offset])
            && (ByteText.IsWord(text[offset]) || text[offset] is (byte)'}' or (byte)')' or (byte)'*' or (byte)'#' or (byte)'@');
        return !isNone && ValueMembers.FindValueAfter(text, end) >= 0;
    }

    /// <summary>Returns whether closing brackets are followed by the end of a statement or sentence.</summary>
    private static bool IsBarrenBracket(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length && text[offset] is (byte)')' or (byte)']')
        {
            offset++;
        }

        return offset < text.Length && text[offset] is (byte)';' or (byte)'\n' or (byte)'\r' or (byte)'.';
    }

    /// <summary>
    /// Returns whether a word of prose follows the blanks that is not a type, not a member, and does not say what the value is.
    /// </summary>
    private static bool IsProse(ReadOnlySpan<byte> text, int end)
    {
        var offset = Lexing.SkipBlanks(text, end);
        if (offset >= text.Length || !ByteText.IsAsciiLetter(text[offset]) || !NameProspects.IsProse(text, offset)
            || Lexing.FindSaidValue(text, offset) >= 0
            || Lexing.MayBeLastWord(text, offset)
            || (ValueMembers.BeginsMember(text[offset]) && ValueMembers.FindValueAfter(text, end) >= 0))
        {
            return false;
        }

        while (offset < text.Length && !ByteText.IsBlank(text[offset]) && !ByteText.IsBreak(text[offset]))
        {
            offset++;
        }

        offset = Lexing.SkipBlanks(text, offset);
        return offset >= text.Length || text[offset] != '=';
    }

    /// <summary>Handles the cases that depend on the name: whether a comma or blanks join it to a value.</summary>
    private static bool IsBarrenFor(ReadOnlySpan<byte> text, int start, int end) => text[end] switch
    {
        (byte)',' =>
            !NameProspects.IsSymbol(text, start) && !Comparisons.IsFirstArgument(text, start) && !Setters.IsNameArgument(text, start),
        (byte)' ' => text[start] != '-' && !ByteText.Matches(text, start, "identified"u8) && !NameProspects.IsFirst(text, start)
        && AuthorizationSchemes.FindValueAfter(text, start, end) < 0,
        _ => true,
    };
}
