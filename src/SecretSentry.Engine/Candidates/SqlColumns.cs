using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Candidates;

/// <summary>
/// Values of SQL statements that stand far from the name of their column: <c>INSERT INTO t (a, password) VALUES ('x', 'y')</c>.
/// </summary>
internal static class SqlColumns
{
    /// <summary>Bytes from the list of columns to the list of values.</summary>
    private const int MaxGap = 200;

    /// <summary>Columns of a table that are counted.</summary>
    private const int MaxColumns = 40;

    /// <summary>
    /// Where the value of the column named from <paramref name="start"/> to <paramref name="end"/> begins; negative for none.
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

        // The way back is the longer one, so it is gone only where a statement stands.
        var open = Lexing.SkipSpaces(text, values + 6);
        return open < text.Length && text[open] == '(' && CountColumnsBefore(text, start) is >= 0 and var column
            ? FindItem(text, open + 1, column)
            : -1;
    }

    /// <summary>
    /// Whether what stands behind a name may be that of a column in a list: a comma or the bracket, maybe behind a quote.
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

    /// <summary>Commas between the bracket before a name and the name, when nothing but names stands there; negative for no list.</summary>
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

    /// <summary>Where the item of a list of values begins that so many others stand before; negative for none.</summary>
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
