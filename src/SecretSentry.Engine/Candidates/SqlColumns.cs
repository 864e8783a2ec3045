using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Values of SQL statements that are far from the name of their column: <c>INSERT INTO t (a, password) VALUES ('x', 'y')</c>.
/// </summary>
internal static class SqlColumns
{
    /// <summary>Maximum number of bytes from the list of columns to the list of values.</summary>
    private const int MaxGap = 200;

    /// <summary>Maximum number of columns of a table that are counted.</summary>
    private const int MaxColumns = 40;

    /// <summary>
    /// Returns the offset of the value of the column named from <paramref name="start"/> to <paramref name="end"/>. Negative when there is
    /// none.
    /// </summary>
    public static int FindValueAfter(ReadOnlySpan<byte> text, int start, int end)
    {
        if (!MayEndColumn(text, end))
        {
            return -1;
        }

        var rest = text[end..Math.Min(text.Length, end + MaxGap)];
        var close = rest.IndexOf((byte)')');
        var values = close < 0 ? -1 : Lexing.SkipSpaces(text, end + close + 1);
        if (values < 0 || !ByteText.Matches(text, values, "values"u8))
        {
            return -1;
        }

        // The search backwards is the longer one, so it runs only after a statement was found.
        var open = Lexing.SkipSpaces(text, values + 6);
        return open < text.Length && text[open] == '(' && CountColumnsBefore(text, start) is >= 0 and var column
            ? FindItem(text, open + 1, column)
            : -1;
    }

    /// <summary>
    /// Returns whether the text after a name may follow a column in a list: a comma or the bracket, possibly after a quote.
    /// </summary>
    private static bool MayEndColumn(ReadOnlySpan<byte> text, int end)
    {
        while (end < text.Length && (ByteText.IsQuote(text[end]) || text[end] == ']'))
        {
            end++;
        }

        end = end < text.Length && ByteText.IsSpace(text[end]) ? Lexing.SkipSpaces(text, end) : end;
        return end < text.Length && text[end] is (byte)',' or (byte)')';
    }

    /// <summary>
    /// Returns the number of commas between the bracket before a name and the name, if there are only names between them. Negative when
    /// this is not a list.
    /// </summary>
    private static int CountColumnsBefore(ReadOnlySpan<byte> text, int start)
    {
        var commas = 0;
        for (var offset = start - 1; offset >= 0 && start - offset < MaxGap && commas < MaxColumns; offset--)
        {
            if (text[offset] == '(')
            {
                return commas;
            }

            if (text[offset] == ',')
            {
                commas++;
            }
            else if (!ByteText.IsWord(text[offset]) && !ByteText.IsSpace(text[offset]) && !ByteText.IsQuote(text[offset])
                && text[offset] is not ((byte)'[' or (byte)']' or (byte)'.'))
            {
                return -1;
            }
        }

        return -1;
    }

    /// <summary>
    /// Returns the offset of the item that has <paramref name="before"/> items before it in a list of values. Negative when there is none.
    /// </summary>
    private static int FindItem(ReadOnlySpan<byte> text, int offset, int before)
    {
        var most = Math.Min(text.Length, offset + CandidateExtractor.Reach);
        for (var i = 0; offset < most; i++)
        {
            offset = Lexing.SkipSpaces(text, offset);
            if (i == before)
            {
                return offset;
            }

            var quote = Lexing.ReadQuote(text, offset);
            var end = quote.Length > 0 ? quote.FindEnd(text, offset + quote.Length) : offset;
            if (end < 0)
            {
                return -1;
            }

            var comma = text[end..most].IndexOfAny((byte)',', (byte)')');
            if (comma < 0 || text[end + comma] == ')')
            {
                return -1;
            }

            offset = end + comma + 1;
        }

        return -1;
    }
}
