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
    public static byte FindSeparator(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end < text.Length && text[end] is (byte)'.' or (byte)'(' or (byte)'=' or (byte)':' or (byte)')' or (byte)'>')
        {
            return 0; // as most names have it
        }

        var separator = FindSeparatorBeside(text, start, end);
        return separator != 0 && (separator == '|' ? IsHeadBetweenBars(text, start, end) : IsSeparatedHead(text, start, end, separator))
            ? separator : (byte)0;
    }

    /// <summary>The start of the line behind the one that holds <paramref name="offset"/>; the length of the text for none.</summary>
    public static int FindNextLine(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[offset..Math.Min(text.Length, offset + MaxRow)];
        return rest.IndexOf((byte)'\n') is >= 0 and var end ? offset + end + 1 : text.Length;
    }

    /// <summary>Cells before the name on its line.</summary>
    public static int GetColumn(ReadOnlySpan<byte> text, int start, byte separator) =>
        Lexing.GetLineBefore(text, start, MaxHead).Count(separator);

    /// <summary>
    /// The cell of the row at <paramref name="row"/> that so many others stand before, blanks, quotes and marks of emphasis left
    /// out; of no length for none.
    /// </summary>
    public static (int Start, int End) FindCell(ReadOnlySpan<byte> text, int row, int column, byte separator)
    {
        var line = Lexing.GetLineAfter(text, row, MaxRow);
        var offset = 0;
        for (; column > 0; column--)
        {
            var next = FindCellEnd(line, offset, separator);
            if (next >= line.Length)
            {
                return default;
            }

            offset = next + 1;
        }

        var end = FindCellEnd(line, offset, separator);
        if (separator == '|' && end >= line.Length)
        {
            return default; // behind the last bar
        }

        while (offset < end && IsMargin(line[offset]))
        {
            offset++;
        }

        while (end > offset && IsMargin(line[end - 1]))
        {
            end--;
        }

        return (row + offset, row + end);
    }

    /// <summary>Whether the row is but a rule below the headings.</summary>
    public static bool IsRule(ReadOnlySpan<byte> text, int row) =>
        Lexing.GetLineAfter(text, row, MaxRow) is { IsEmpty: false } line && !line.ContainsAnyExcept(OfRules);

    private static readonly SearchValues<byte> OfRules = SearchValues.Create("|-: \t+"u8);

    private static bool IsMargin(byte value) => ByteText.IsBlank(value) || ByteText.IsQuote(value) || value == '*';

    private static int FindCellEnd(ReadOnlySpan<byte> line, int offset, byte separator)
    {
        if (offset < line.Length && line[offset] == '"' && line[(offset + 1)..].IndexOf((byte)'"') is >= 0 and var quoted)
        {
            offset += quoted + 1;
        }

        var end = line[offset..].IndexOf(separator);
        return end < 0 ? line.Length : offset + end;
    }

    private static byte FindSeparatorBeside(ReadOnlySpan<byte> text, int start, int end)
    {
        var after = SkipMargin(text, end);
        if (after < text.Length && IsSeparator(text[after]))
        {
            return text[after];
        }

        var before = start;
        while (before > 0 && (text[before - 1] == ' ' || ByteText.IsQuote(text[before - 1])))
        {
            before--;
        }

        return after < text.Length && ByteText.IsBreak(text[after]) && before > 0
            && IsSeparator(text[before - 1]) ? text[before - 1] : (byte)0;
    }

    private static int SkipMargin(ReadOnlySpan<byte> text, int offset)
    {
        while (offset < text.Length && (text[offset] is (byte)' ' or (byte)'*' || ByteText.IsQuote(text[offset])))
        {
            offset++;
        }

        return offset;
    }

    private static bool IsSeparator(byte value) => value is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|';

    /// <summary>
    /// Whether the line of the name is the first one between bars: nothing of the kind stands above it, or a rule stands below.
    /// </summary>
    private static bool IsHeadBetweenBars(ReadOnlySpan<byte> text, int start, int end)
    {
        var line = Lexing.GetLineBefore(text, start, MaxHead);
        if (!BeginsWithBar(line))
        {
            return false;
        }

        var below = FindNextLine(text, end);
        if (IsRule(text, below))
        {
            return true;
        }

        var first = start - line.Length;
        var above = first > 0 ? Lexing.GetLineBefore(text, first - 1, MaxHead) : default;
        return !BeginsWithBar(above) && BeginsWithBar(Lexing.GetLineAfter(text, below, MaxRow));
    }

    /// <summary>Whether a bar is the first mark of a line, that of a comment left out.</summary>
    private static bool BeginsWithBar(ReadOnlySpan<byte> line) => line.TrimStart(" \t*#/"u8).StartsWith("|"u8);

    /// <summary>Whether words alone stand on the line of the name, and the next line has as many cells.</summary>
    private static bool IsSeparatedHead(ReadOnlySpan<byte> text, int start, int end, byte separator)
    {
        for (var offset = start - 1; offset >= 0 && !ByteText.IsBreak(text[offset]); offset--)
        {
            if (start - offset > MaxHead || !IsOfHead(text[offset], separator))
            {
                return false;
            }
        }

        var lineEnd = end;
        for (; lineEnd < text.Length && !ByteText.IsBreak(text[lineEnd]); lineEnd++)
        {
            if (lineEnd - end > MaxHead || !IsOfHead(text[lineEnd], separator))
            {
                return false;
            }
        }

        var separators = GetColumn(text, start, separator) + text[end..lineEnd].Count(separator);
        return separators is > 0 and < MaxColumns && text[lineEnd - 1] != separator
            && CountSeparators(Lexing.GetLineAfter(text, FindNextLine(text, end), MaxRow),
            separator) == separators;
    }

    /// <summary>Cells behind the first one of a row.</summary>
    private static int CountSeparators(ReadOnlySpan<byte> line, byte separator)
    {
        var count = 0;
        for (var offset = FindCellEnd(line, 0, separator); offset < line.Length
            && count < MaxColumns; offset = FindCellEnd(line, offset + 1, separator))
        {
            count++;
        }

        return count;
    }

    private static bool IsOfHead(byte value, byte separator) =>
        value == separator || ByteText.IsWord(value) || value is (byte)'"' or (byte)'\'' or (byte)'-' or (byte)'.' || (value == ' '
            && separator == '\t');
}
