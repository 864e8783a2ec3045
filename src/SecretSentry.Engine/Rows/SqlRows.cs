using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Rows;

/// <summary>
/// Reads the rows of the statements that fill a table: <c>INSERT INTO t (a, password) VALUES (1, 'x'), (2, 'y')</c>, <c>REPLACE INTO</c>,
/// and <c>COPY t (a, password) FROM stdin</c> with the lines after it. Rows can be any number of bytes away from the names of their
/// columns, so the whole content must be given. What was read is not read again, and broken statements have a budget, so reading takes
/// linear time. Use one instance per thread.
/// </summary>
internal sealed class SqlRows
{
    /// <summary>Bytes of statements that turn out to be broken, in addition to <see cref="WastedPerByte"/>.</summary>
    private const long BaseWasted = 1 << 20;

    private const int WastedPerByte = 8;

    /// <summary>Maximum length of the line before <c>FROM stdin</c>.</summary>
    private const int MaxCopyLine = 64 * 1024;

    private static readonly byte[][] Options =
        ByteText.Split("low_priority high_priority delayed ignore overwrite or replace rollback abort fail into table");

    private static readonly byte[][] AfterColumns = ByteText.Split("overriding system user value");

    private readonly SqlTables _tables = new();
    private readonly List<SqlColumn> _columns = [];
    private int _readEnd;
    private long _wasted;
    private int _offset;
    private int _index;
    private int _next;
    private bool _isOpen;

    /// <summary>Whether the open statement is a COPY, whose fields have no quotes.</summary>
    public bool IsCopy { get; private set; }

    /// <summary>Whether statements of the content were not read because too many were broken.</summary>
    public bool HasGivenUp { get; private set; }

    /// <summary>Starts another content.</summary>
    public void Begin()
    {
        _tables.Begin();
        (_readEnd, _wasted, HasGivenUp) = (0, 0, false);
    }

    /// <summary>
    /// Opens the statement whose word INSERT or REPLACE, or the words FROM stdin, begin at <paramref name="anchor"/>. Anchors must be given
    /// in ascending order. Returns false when there is no such statement, when none of its columns is telling, or when it was read already.
    /// </summary>
    public bool Open(ReadOnlySpan<byte> text, int anchor)
    {
        _isOpen = false;
        if (anchor < _readEnd || HasGivenUp)
        {
            return false;
        }

        _columns.Clear();
        IsCopy = ByteText.Matches(text, anchor, "from"u8);
        _offset = IsCopy ? OpenCopy(text, anchor) : OpenInsert(text, anchor);
        (_isOpen, _index, _next) = (_offset >= 0 && _columns.Count > 0, 0, 0);
        return _isOpen;
    }

    /// <summary>Returns the next value of a telling column, row by row. Returns false after the last one.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out SqlCell cell)
    {
        while (_isOpen)
        {
            if (IsCopy ? ReadField(text, out cell) : ReadItem(text, out cell))
            {
                return true;
            }
        }

        cell = default;
        return false;
    }

    private int OpenInsert(ReadOnlySpan<byte> text, int anchor)
    {
        var offset = SqlText.SkipWord(text, anchor, "insert"u8);
        offset = offset > anchor ? offset : SqlText.SkipWord(text, anchor, "replace"u8);
        var table = offset > anchor ? SqlText.ReadName(text, SqlText.SkipWords(text, offset, Options)) : SqlName.None;
        if (!table.Exists)
        {
            return -1;
        }

        offset = SqlText.SkipSpaces(text, table.Next);
        var hasColumns = offset < text.Length && text[offset] == '(';
        offset = hasColumns ? ReadColumns(text, offset + 1) : offset;
        var values = offset < 0 ? -1 : SqlText.SkipWords(text, offset, AfterColumns);
        var open = values < 0 ? -1 : SqlText.SkipWord(text, values, "values"u8);
        if (open <= values || open >= text.Length || text[open] != '(')
        {
            return -1;
        }

        return (hasColumns ? _columns.Count > 0 : FindColumns(text, table, anchor)) ? open + 1 : -1;
    }

    /// <summary>Reads the names in brackets. Returns the offset after them, or -1 when something else is there.</summary>
    private int ReadColumns(ReadOnlySpan<byte> text, int offset)
    {
        for (var index = 0; ; index++)
        {
            var name = SqlText.ReadName(text, SqlText.SkipSpaces(text, offset));
            var end = name.Exists ? SqlText.SkipSpaces(text, name.Next) : text.Length;
            if (end >= text.Length || text[end] is not ((byte)',' or (byte)')'))
            {
                return -1;
            }

            SqlColumn.AddIfTelling(_columns, text, index, name);
            offset = end + 1;
            if (text[end] == ')')
            {
                return SqlText.SkipSpaces(text, offset);
            }
        }
    }

    private bool FindColumns(ReadOnlySpan<byte> text, SqlName table, int anchor)
    {
        _columns.AddRange(_tables.FindColumns(text, text[table.Start..table.End], anchor, out var cost));
        CountWasted(text, cost);
        return _columns.Count > 0;
    }

    /// <summary>Reads the line before <c>FROM stdin</c>. Returns the offset of the first row, or -1.</summary>
    private int OpenCopy(ReadOnlySpan<byte> text, int anchor)
    {
        var start = anchor - Lexing.GetLineBefore(text, anchor, Math.Min(MaxCopyLine, anchor - _readEnd)).Length;
        var offset = SqlText.SkipWord(text, start, "copy"u8);
        var table = offset > start ? SqlText.ReadName(text[..anchor], offset) : SqlName.None;
        _readEnd = anchor;
        if (!table.Exists || text[anchor..].IndexOf((byte)'\n') is not (>= 0 and var lineEnd))
        {
            return -1;
        }

        offset = SqlText.SkipSpaces(text[..anchor], table.Next);
        var hasColumns = offset < anchor && text[offset] == '(';
        return (hasColumns ? ReadColumns(text[..anchor], offset + 1) >= 0 : FindColumns(text, table, start)) ? anchor + lineEnd + 1 : -1;
    }

    /// <summary>Reads one item of a row of an INSERT. Returns whether it is the value of a telling column.</summary>
    private bool ReadItem(ReadOnlySpan<byte> text, out SqlCell cell)
    {
        cell = default;
        var end = SqlText.FindItemEnd(text, _offset);
        if (end < 0)
        {
            _isOpen = false;
            CountWasted(text, text.Length - _offset);
            return false;
        }

        var isTelling = _next < _columns.Count && _columns[_next].Index == _index;
        if (isTelling)
        {
            var start = SqlText.SkipSpaces(text, _offset);
            cell = new(_columns[_next++], start, Math.Max(start, start + text[start..Math.Max(start, end)].TrimEnd(" \t\r\n"u8).Length));
        }

        if (text[end] == ',')
        {
            (_offset, _index) = (end + 1, _index + 1);
        }
        else
        {
            EndRow(text, end + 1);
        }

        return isTelling;
    }

    /// <summary>Goes on to the row after the bracket that ends before <paramref name="offset"/>, if there is one.</summary>
    private void EndRow(ReadOnlySpan<byte> text, int offset)
    {
        _readEnd = offset;
        offset = SqlText.SkipSpaces(text, offset);
        offset = offset < text.Length && text[offset] == ',' ? SqlText.SkipSpaces(text, offset + 1) : text.Length;
        _isOpen = offset < text.Length && text[offset] == '(';
        (_offset, _index, _next) = (offset + 1, 0, 0);
    }

    /// <summary>Reads one field of a line after a COPY. Returns whether it is the value of a telling column.</summary>
    private bool ReadField(ReadOnlySpan<byte> text, out SqlCell cell)
    {
        cell = default;
        var rest = text[_offset..];
        if (_index == 0 && (rest.IsEmpty || rest.StartsWith("\\."u8)))
        {
            (_isOpen, _readEnd) = (false, _offset);
            return false;
        }

        var length = rest.IndexOfAny((byte)'\t', (byte)'\n');
        length = length < 0 ? rest.Length : length;
        var isTelling = _columns[_next].Index == _index;
        if (isTelling)
        {
            cell = new(_columns[_next++], _offset, _offset + rest[..length].TrimEnd((byte)'\r').Length);
        }

        var isLast = length == rest.Length || rest[length] == '\n';
        if (!isLast && _next == _columns.Count)
        {
            length = rest.IndexOf((byte)'\n') is >= 0 and var line ? line : rest.Length;
            isLast = true;
        }

        _offset = Math.Min(text.Length, _offset + length + 1);
        (_index, _next) = isLast ? (0, 0) : (_index + 1, _next);
        return isTelling;
    }

    /// <summary>Counts bytes that were read for nothing, so that statements cannot make the reader read a content many times.</summary>
    private void CountWasted(ReadOnlySpan<byte> text, int count)
    {
        _wasted += count;
        HasGivenUp = _wasted > BaseWasted + ((long)WastedPerByte * text.Length);
    }
}
