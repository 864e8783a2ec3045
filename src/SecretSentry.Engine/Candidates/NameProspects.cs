using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Decides whether the text after a name may contain a value. Most stems occur in names of code and in words of prose that no value
/// follows. A few bytes rule these out before the line is read. The answer is no only where <see cref="CandidateExtractor"/> would find
/// nothing that joins name and value.
/// </summary>
internal static class NameProspects
{
    /// <summary>Returns whether <paramref name="after"/> may join a value to the name.</summary>
    /// <param name="text">The content, cut at the end of the reach of the name.</param>
    /// <param name="start">Offset of the name.</param>
    /// <param name="end">Offset after the name.</param>
    /// <param name="after">What follows the name.</param>
    /// <param name="path">Facts of the path.</param>
    public static bool MayHaveValue(ReadOnlySpan<byte> text, int start, int end, in AfterName after, PathFacts path) =>
        after.Operator switch
        {
            ValueOperator.None when after.IsNameQuoted => Lexing.FindDefault(text, end) >= 0,
            ValueOperator.None => MayBeJoinedByBlanks(text, start, after, path),
            ValueOperator.Comma when !after.IsNameQuoted =>
            IsSymbol(text, start) || Comparisons.IsFirstArgument(text, start) || Setters.IsNameArgument(text, start),
            ValueOperator.Call => MayBeArgument(text, end, after.Value),
            _ => true,
        };

    /// <summary>
    /// Returns whether a value may precede the name at <paramref name="start"/>: one that it is compared with, or a member of the same
    /// object.
    /// </summary>
    public static bool MayFollow(ReadOnlySpan<byte> text, int start)
    {
        var quoted = start > 0 && ByteText.IsQuote(text[start - 1]) ? start - 1 : start;
        var offset = Comparisons.SkipBlanksBefore(text, quoted);
        return (quoted < start && text[start] == '.') || SpokenValues.MayFollow(text, quoted) || offset > 1 && text[offset - 1] switch
        {
            (byte)'=' or (byte)':' => true,
            (byte)',' => ByteText.IsQuote(text[offset - 2]),
            // ends of the calls in Comparisons
            (byte)'(' => ByteText.ToLower(text[offset - 2]) is (byte)'p' or (byte)'s' or (byte)'l' or (byte)'d' or (byte)'e' or (byte)'t',
            _ => false,
        };
    }

    /// <summary>Returns the same as <see cref="LineSite.IsSymbol"/>.</summary>
    public static bool IsSymbol(ReadOnlySpan<byte> text, int start) =>
        text[start] == ':' || (start > 0 && (text[start - 1] == ':' || ByteText.IsQuote(text[start - 1])));

    private static bool MayBeJoinedByBlanks(ReadOnlySpan<byte> text, int start, in AfterName after, PathFacts path)
    {
        var offset = after.Value;
        if (offset >= text.Length || ByteText.IsBreak(text[offset]))
        {
            return false;
        }

        return ByteText.IsQuote(text[offset]) || (after.Blanks > 0 && (text[start] == '-' || !IsProse(text, offset)
            || Lexing.FindSaidValue(text, offset) >= 0 || Lexing.MayBeLastWord(text, offset)
            || ByteText.Matches(text, start, "identified"u8)
                || (HasKeyValueLines(path) && IsFirst(text, start))));
    }

    /// <summary>Returns whether any word after the first one of a line is a value in such files.</summary>
    private static bool HasKeyValueLines(PathFacts path) => path.Kind is FileKind.Settings or FileKind.Bare;

    /// <summary>Returns the same as <see cref="LineSite.IsFirst"/>, or true.</summary>
    public static bool IsFirst(ReadOnlySpan<byte> text, int start)
    {
        while (start > 0 && text[start - 1] is (byte)' ' or (byte)'\t' or (byte)0)
        {
            start--;
        }

        return start == 0 || ByteText.IsBreak(text[start - 1]);
    }

    /// <summary>
    /// Returns whether there is a word of prose, or a mark of code that no value begins with. Like <see cref="Lexing.IsProse"/>, but
    /// without searching for the end.
    /// </summary>
    public static bool IsProse(ReadOnlySpan<byte> text, int offset)
    {
        if (text[offset] is (byte)'<' or (byte)'>' or (byte)'!' or (byte)'&' or (byte)'|' or (byte)'+' or (byte)'*' or (byte)'/'
            or (byte)'{' or (byte)'(' or (byte)'[')
        {
            return true;
        }

        if (!ByteText.IsAsciiLetter(text[offset]))
        {
            return false;
        }

        var end = offset + 1;
        while (end < text.Length && ByteText.IsLowerLetter(text[end]))
        {
            end++;
        }

        while (end < text.Length && text[end] is (byte)'.' or (byte)',' or (byte)':' or (byte)';' or (byte)'!' or (byte)'?' or (byte)')')
        {
            end++;
        }

        return end >= text.Length || ByteText.IsSpace(text[end]);
    }

    /// <summary>Returns whether the first argument may be a text. For calls that take a log-in, also whether a later one may be.</summary>
    public static bool MayBeArgument(ReadOnlySpan<byte> text, int end, int offset)
    {
        if (offset >= text.Length || text[offset] == ')')
        {
            return false;
        }

        if (ByteText.IsDigit(text[offset]) || ByteText.IsBreak(text[offset]))
        {
            return LoginCalls.IsCallee(text, end);
        }

        if (!ByteText.IsAsciiLetter(text[offset]) && text[offset] != '_')
        {
            return true;
        }

        while (offset < text.Length && (ByteText.IsWord(text[offset])
            || text[offset] is (byte)'.' or (byte)':' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'!'))
        {
            offset++;
        }

        offset = Lexing.SkipBlanks(text, offset);
        return offset < text.Length && text[offset] is not ((byte)')' or (byte)';')
            && (text[offset] != ',' || LoginCalls.IsCallee(text, end));
    }
}
