using System.Buffers;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Cells below a heading that names them: <c>user,password</c> above <c>app,...</c>, and tables between bars, as in Markdown and in the
/// examples of tests.
/// </summary>
internal static class TableCells
{
    /// <summary>Maximum length of the line of headings before a name.</summary>
    private const int MaxHead = 200;

    /// <summary>Maximum length of a row.</summary>
    private const int MaxRow = 300;

    /// <summary>Maximum number of columns before the named one.</summary>
    private const int MaxColumns = 30;

    /// <summary>Returns the separator between cells when the name is a heading. Returns 0 when it is not.</summary>
    public static byte FindSeparator(ReadOnlySpan<byte> text, int start, int end)
    {
        if (end < text.Length && text[end] is (byte)'.' or (byte)'(' or (byte)'=' or (byte)':' or (byte)')' or (byte)'>')
        {
            return 0; // most names end here
        }

        var separator = FindSeparatorBeside(text, start, end);
        return separator != 0 && (separator == '|' ? IsHeadBetweenBars(text, start, end) : IsSeparatedHead(text, start, end, separator))
            ? separator : (byte)0;
    }

    /// <summary>
    /// Returns the start of the line after the one that contains <paramref name="offset"/>. Returns the length of the text when there is
    /// none.
    /// </summary>
    public static int FindNextLine(ReadOnlySpan<byte> text, int offset)
    {
        var rest = text[offset..Math.Min(text.Length, offset + MaxRow)];
        return rest.IndexOf((byte)'\n') is >= 0 and var end ? offset + end + 1 : text.Length;
    }

    /// <summary>Returns the number of cells before the name on its line.</summary>
    public static int GetColumn(ReadOnlySpan<byte> text, int start, byte separator) =>
        Lexing.GetLineBefore(text, start, MaxHead).Count(separator);

    /// <summary>
    /// Returns the cell that has <paramref name="column"/> cells before it in the row at <paramref name="row"/>, without blanks, quotes and
    /// emphasis marks. Its length is 0 when there is none.
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
            return default; // after the last bar
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

    /// <summary>Returns whether the row is only a rule below the headings.</summary>
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
    /// Returns whether the line of the name is the first one between bars: no such line is above it, or a rule is below it.
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

    /// <summary>Returns whether a bar is the first mark of a line, ignoring comment marks.</summary>
    private static bool BeginsWithBar(ReadOnlySpan<byte> line) => line.TrimStart(" \t*#/"u8).StartsWith("|"u8);

    /// <summary>Returns whether the line of the name contains only words, and the next line has the same number of cells.</summary>
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

    /// <summary>Returns the number of cells after the first one of a row.</summary>
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
