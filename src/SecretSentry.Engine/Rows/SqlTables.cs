using System.Text;
using SecretSentry.Engine.Text;

namespace SecretSentry.Engine.Rows;

/// <summary>
/// The telling columns of the tables that a content creates. A statement that fills a table need not list the columns. They are then those
/// of the last <c>CREATE TABLE</c> of this name before it. Use one instance per thread, and call <see cref="Begin"/> for each content.
/// </summary>
internal sealed class SqlTables
{
    /// <summary>Maximum length of the list of columns.</summary>
    private const int MaxDefinition = 256 * 1024;

    private static readonly byte[][] Kinds = ByteText.Split("temporary temp unlogged global local or replace external");

    /// <summary>Words that begin an item which is no column.</summary>
    private static readonly byte[][] OtherItems =
        ByteText.Split("primary key unique constraint index foreign check fulltext spatial exclude like period");

    private readonly Dictionary<string, int> _definitions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, SqlColumn[]> _columns = [];
    private readonly List<SqlColumn> _read = [];
    private int _searched;

    /// <summary>Forgets the tables of the last content.</summary>
    public void Begin()
    {
        if (_searched > 0)
        {
            _definitions.Clear();
            _columns.Clear();
            _searched = 0;
        }
    }

    /// <summary>Returns the telling columns of a table, in order. Empty when its definition is unknown.</summary>
    /// <param name="text">The content.</param>
    /// <param name="name">Name of the table.</param>
    /// <param name="before">Only definitions before this offset count. It must not be less than in the call before.</param>
    /// <param name="cost">Receives the number of bytes that were read for the first time.</param>
    public ReadOnlySpan<SqlColumn> FindColumns(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int before, out int cost)
    {
        cost = 0;
        if (before > _searched)
        {
            Search(text[..before], "CREATE "u8);
            Search(text[..before], "create "u8);
            _searched = before;
        }

        if (!_definitions.TryGetValue(Encoding.Latin1.GetString(name), out var open))
        {
            return [];
        }

        if (!_columns.TryGetValue(open, out var columns))
        {
            (columns, cost) = ReadColumns(text[..Math.Min(text.Length, open + MaxDefinition)], open);
            _columns.Add(open, columns);
        }

        return columns;
    }

    private void Search(ReadOnlySpan<byte> text, ReadOnlySpan<byte> create)
    {
        for (var offset = _searched; text[offset..].IndexOf(create) is >= 0 and var distance;)
        {
            offset = SqlText.SkipWords(text, SqlText.SkipSpaces(text, offset + distance + create.Length), Kinds);
            if (SqlText.SkipWord(text, offset, "table"u8) is var table && table > offset)
            {
                Add(text, SqlText.SkipWord(text, SqlText.SkipWord(text, SqlText.SkipWord(text, table, "if"u8), "not"u8), "exists"u8));
            }
        }
    }

    private void Add(ReadOnlySpan<byte> text, int offset)
    {
        var name = SqlText.ReadName(text, offset);
        var open = name.Exists ? SqlText.SkipSpaces(text, name.Next) : text.Length;
        if (open < text.Length && text[open] == '(')
        {
            var key = Encoding.Latin1.GetString(text[name.Start..name.End]);
            _definitions[key] = Math.Max(open + 1, _definitions.GetValueOrDefault(key));
        }
    }

    private (SqlColumn[] Columns, int Length) ReadColumns(ReadOnlySpan<byte> text, int open)
    {
        _read.Clear();
        var (offset, index) = (open, 0);
        while (SqlText.FindItemEnd(text, offset) is >= 0 and var end)
        {
            offset = SqlText.SkipSpaces(text, offset);
            var name = SqlText.ReadName(text[..end], offset);
            if (name.Exists && (name.IsQuoted || SqlText.SkipWords(text, offset, OtherItems) == offset))
            {
                SqlColumn.AddIfTelling(_read, text, index++, name);
            }

            if (text[end] == ')')
            {
                return ([.. _read], end - open);
            }

            offset = end + 1;
        }

        return ([], text.Length - open);
    }
}
