using System.Buffers;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Cells below a heading that names them: <c>user,password</c> above <c>app,...</c>, and tables between bars, as Markdown and the examples
/// of tests have them.
/// </summary>
internal static class TableCells
{
    /// <summary>Longest line of headings before a name.</summary>
    private const int MaxHead = 200;

    /// <summary>Longest row.</summary>
    private const int MaxRow = 300;

    /// <summary>Columns before the one that is named.</summary>
    private const int MaxColumns = 30;

    /// <summary>The mark between cells when the name is a heading; 0 when it is none.</summary>
    public static byte MarkOf(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end < text.Length && text[end] is (byte)'.' or (byte)'(' or (byte)'=' or (byte)':' or (byte)')' or (byte)'>')
        {
            return 0; // as most names have it
        }

        var mark = MarkBeside(text, start, end);
        return mark != 0 && (mark == '|' ? IsHeadBetweenBars(text, start, end) : IsHeadOfMarks(text, start, end, mark)) ? mark : (byte)0;
    }

    /// <summary>The start of the line behind the one that holds <paramref name="at"/>; the length of the text for none.</summary>
    public static int NextLine(ReadOnlySpan<byte> text, int at)
    {
        var rest = text[at..Math.Min(text.Length, at + MaxRow)];
        return rest.IndexOf((byte)'\n') is >= 0 and var end ? at + end + 1 : text.Length;
    }

    /// <summary>Cells before the name on its line.</summary>
    public static int ColumnOf(ReadOnlySpan<byte> text, int start, byte mark) => Lexing.LineBefore(text, start, MaxHead).Count(mark);

    /// <summary>
    /// The cell of the row at <paramref name="row"/> that so many others stand before, blanks, quotes and marks of emphasis left
    /// out; of no length for none.
    /// </summary>
    public static (int Start, int End) Cell(ReadOnlySpan<byte> text, int row, int column, byte mark)
    {
        var line = Lexing.LineBehind(text, row, MaxRow);
        var at = 0;
        for (; column > 0; column--)
        {
            var next = CellEnd(line, at, mark);
            if (next >= line.Length)
            {
                return default;
            }

            at = next + 1;
        }

        var end = CellEnd(line, at, mark);
        if (mark == '|' && end >= line.Length)
        {
            return default; // behind the last bar
        }

        while (at < end && IsMargin(line[at]))
        {
            at++;
        }

        while (end > at && IsMargin(line[end - 1]))
        {
            end--;
        }

        return (row + at, row + end);
    }

    /// <summary>Whether the row is but a rule below the headings.</summary>
    public static bool IsRule(ReadOnlySpan<byte> text, int row) =>
        Lexing.LineBehind(text, row, MaxRow) is { IsEmpty: false } line && !line.ContainsAnyExcept(OfRules);

    private static readonly SearchValues<byte> OfRules = SearchValues.Create("|-: \t+"u8);

    private static bool IsMargin(byte value) => ByteText.IsBlank(value) || ByteText.IsQuote(value) || value == '*';

    private static int CellEnd(ReadOnlySpan<byte> line, int at, byte mark)
    {
        if (at < line.Length && line[at] == '"' && line[(at + 1)..].IndexOf((byte)'"') is >= 0 and var quoted)
        {
            at += quoted + 1;
        }

        var end = line[at..].IndexOf(mark);
        return end < 0 ? line.Length : at + end;
    }

    private static byte MarkBeside(ReadOnlySpan<byte> text, int start, int end)
    {
        var behind = SkipMargin(text, end);
        if (behind < text.Length && IsMark(text[behind]))
        {
            return text[behind];
        }

        var before = start;
        while (before > 0 && (text[before - 1] == ' ' || ByteText.IsQuote(text[before - 1])))
        {
            before--;
        }

        return behind < text.Length && ByteText.IsBreak(text[behind]) && before > 0
            && IsMark(text[before - 1]) ? text[before - 1] : (byte)0;
    }

    private static int SkipMargin(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && (text[at] is (byte)' ' or (byte)'*' || ByteText.IsQuote(text[at])))
        {
            at++;
        }

        return at;
    }

    private static bool IsMark(byte value) => value is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|';

    /// <summary>
    /// Whether the line of the name is the first one between bars: nothing of the kind stands above it, or a rule stands below.
    /// </summary>
    private static bool IsHeadBetweenBars(ReadOnlySpan<byte> text, int start, int end)
    {
        var line = Lexing.LineBefore(text, start, MaxHead);
        if (!BeginsWithBar(line))
        {
            return false;
        }

        var below = NextLine(text, end);
        if (IsRule(text, below))
        {
            return true;
        }

        var first = start - line.Length;
        var above = first > 0 ? Lexing.LineBefore(text, first - 1, MaxHead) : default;
        return !BeginsWithBar(above) && BeginsWithBar(Lexing.LineBehind(text, below, MaxRow));
    }

    /// <summary>Whether a bar is the first mark of a line, that of a comment left out.</summary>
    private static bool BeginsWithBar(ReadOnlySpan<byte> line) => line.TrimStart(" \t*#/"u8).StartsWith("|"u8);

    /// <summary>Whether words alone stand on the line of the name, and the next line has as many cells.</summary>
    private static bool IsHeadOfMarks(ReadOnlySpan<byte> text, int start, int end, byte mark)
    {
        for (var at = start - 1; at >= 0 && !ByteText.IsBreak(text[at]); at--)
        {
            if (start - at > MaxHead || !IsOfHead(text[at], mark))
            {
                return false;
            }
        }

        var behind = end;
        for (; behind < text.Length && !ByteText.IsBreak(text[behind]); behind++)
        {
            if (behind - end > MaxHead || !IsOfHead(text[behind], mark))
            {
                return false;
            }
        }

        var marks = ColumnOf(text, start, mark) + text[end..behind].Count(mark);
        return marks is > 0 and < MaxColumns && text[behind - 1] != mark && MarksOf(Lexing.LineBehind(text, NextLine(text, end), MaxRow),
            mark) == marks;
    }

    /// <summary>Cells behind the first one of a row.</summary>
    private static int MarksOf(ReadOnlySpan<byte> line, byte mark)
    {
        var marks = 0;
        for (var at = CellEnd(line, 0, mark); at < line.Length && marks < MaxColumns; at = CellEnd(line, at + 1, mark))
        {
            marks++;
        }

        return marks;
    }

    private static bool IsOfHead(byte value, byte mark) =>
        value == mark || ByteText.IsWord(value) || value is (byte)'"' or (byte)'\'' or (byte)'-' or (byte)'.' || (value == ' '
            && mark == '\t');
}
