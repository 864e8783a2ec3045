using System.Globalization;
using System.Text;

namespace SecretSentry.Tests.Engine.Rows;

/// <summary>Makes dumps of databases, and knows where the values of the telling columns are.</summary>
internal sealed class SqlDump(Random random)
{
    private static readonly string[] Telling = ["password", "passwd", "user_pass", "api_key", "secret", "AccessToken", "smtp_pwd"];
    private static readonly string[] Others = ["id", "name", "city", "created", "mail", "note", "key_figure_public_key", "age"];

    private readonly StringBuilder _text = new();

    /// <summary>Name, offset and text of each value, in the order of the dump.</summary>
    public List<(string Column, int Start, string Value)> Cells { get; } = [];

    public byte[] Bytes => Encoding.Latin1.GetBytes(_text.ToString());

    public SqlDump AddTable(int rows)
    {
        string[] columns = [.. Others.Take(random.Next(1, Others.Length)).Concat(Telling.Take(random.Next(0, 3)))];
        random.Shuffle(columns);
        var table = string.Create(CultureInfo.InvariantCulture, $"t{random.Next(1000)}x{_text.Length}");
        var isCopy = random.Next(4) == 0;
        var isListed = random.Next(2) == 0;
        if (!isListed || random.Next(3) == 0)
        {
            AddDefinition(table, columns);
        }

        _text.Append(Pick("", "-- rows; with 'a quote\n", "/* it's (a comment */\n", "LOCK TABLES x WRITE;\n"));
        for (var statement = random.Next(1, 4); statement > 0; statement--)
        {
            var list = isListed ? $" ({string.Join(Pick(",", ", ", ",\n  "), columns.Select(Quote))})" : "";
            if (isCopy)
            {
                _text.Append($"{Pick("COPY", "copy")} public.{table}{list.Replace('\n', ' ')} {Pick("FROM", "from")} stdin;\n");
                AddLines(columns, rows);
            }
            else
            {
                _text.Append(CultureInfo.InvariantCulture, $"{Pick("INSERT INTO", "insert into", "INSERT IGNORE INTO", "REPLACE INTO")} ");
                _text.Append($"{Pick("", "shop.")}{Quote(table)}{list} {Pick("VALUES", "values")}{Pick(" ", "\n", "")}");
                AddRows(columns, rows);
            }
        }

        return this;
    }

    private void AddDefinition(string table, string[] columns)
    {
        var items = columns.Select(column => $"{Quote(column)} {Pick("int(11)", "varchar(64) DEFAULT 'a,b)'", "decimal(10,2) NOT NULL")}");
        _text.Append($"{Pick("CREATE TABLE", "create table", "CREATE TABLE IF NOT EXISTS")} {Quote(table)} (\n  ")
            .AppendJoin(",\n  ", items).Append(Pick("", ",\n  PRIMARY KEY (`id`)", ",\n  CONSTRAINT a UNIQUE (id)")).Append("\n);\n");
    }

    private void AddRows(string[] columns, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            _text.Append(row == 0 ? "(" : Pick(",(", ", (", ",\n  ("));
            for (var i = 0; i < columns.Length; i++)
            {
                _text.Append(i == 0 ? "" : Pick(",", ", "));
                var other = Pick("1", "NULL", "'it''s, (ok'", @"'a\'b,)'", "now()", "f(1, ')')", "-2.5");
                AddCell(columns[i], IsTelling(columns[i]) ? $"'{Word()}'" : other);
            }

            _text.Append(')');
        }

        _text.Append(";\n");
    }

    private void AddLines(string[] columns, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                _text.Append(i == 0 ? "" : "\t");
                AddCell(columns[i], IsTelling(columns[i]) ? Word() : Pick("1", @"\N", "it's, (ok", ""));
            }

            _text.Append('\n');
        }

        _text.Append("\\.\n");
    }

    private void AddCell(string column, string value)
    {
        if (IsTelling(column))
        {
            Cells.Add((column, _text.Length, value));
        }

        _text.Append(value);
    }

    private static bool IsTelling(string column) => Telling.Contains(column);

    private string Word() => string.Concat(Enumerable.Range(0, random.Next(6, 14)).Select(_ => (char)random.Next('a', 'z' + 1)))
        + random.Next(100).ToString(CultureInfo.InvariantCulture);

    private string Quote(string name) => random.Next(4) switch { 0 => $"`{name}`", 1 => $"\"{name}\"", 2 => $"[{name}]", _ => name };

    private string Pick(params string[] texts) => texts[random.Next(texts.Length)];
}
