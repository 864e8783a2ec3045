using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Engine.Rows;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Tests.Engine.Rows;

public class SqlRowsTests
{
    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void Every_value_of_a_telling_column_is_read_and_no_other()
    {
        for (var seed = 0; seed < (IsDeep ? 20_000 : 600); seed++)
        {
            var random = new Random(seed);
            var dump = new SqlDump(random);
            for (var table = random.Next(1, 4); table > 0; table--)
            {
                dump.AddTable(random.Next(1, 6));
            }

            var text = dump.Bytes;
            Read(text).Should().Equal(dump.Cells.Select(cell => (cell.Column, cell.Start, cell.Value)), "seed {0}: {1}", seed,
                Encoding.Latin1.GetString(text));
        }
    }

    [Fact]
    public void Damaged_statements_give_cells_within_the_text()
    {
        for (var seed = 0; seed < (IsDeep ? 20_000 : 600); seed++)
        {
            var random = new Random(seed);
            var text = new SqlDump(random).AddTable(4).AddTable(3).Bytes;
            for (var change = random.Next(1, 20); change > 0; change--)
            {
                text[random.Next(text.Length)] = "'\"`(),;\t\n\\ [].x/*-"u8[random.Next(18)];
            }

            foreach (var (_, start, value) in Read(text[..random.Next(text.Length + 1)]))
            {
                (start + value.Length).Should().BeLessThanOrEqualTo(text.Length);
            }
        }
    }

    [Theory]
    [InlineData("a row in the middle of 2,000", 2000)]
    [InlineData("a row 100,000 rows after its columns", 100_000)]
    public void A_password_in_a_later_row_is_found(string what, int rows)
    {
        var secret = Template.Expand("{upper:1}{lower:7}{digit:3}");
        var text = new StringBuilder("CREATE TABLE `users` (\n  `id` int,\n  `password` varchar(40)\n);\n")
            .Append("INSERT INTO `users` VALUES (0,NULL)");
        for (var row = 1; row < rows; row++)
        {
            text.Append(row % 1000 == 0 ? ";\nINSERT INTO `users` VALUES " : ",").Append("(1,'')");
        }

        var start = text.Append(",(7,'").Length;
        var bytes = Encoding.UTF8.GetBytes(text.Append(secret).Append("'),(8,NULL);\n").ToString());
        var matches = new List<Match>();
        new Scanner(Rules).Scan(bytes, "dump.sql", matches);
        var found = matches.Should().ContainSingle(what).Which;
        (found.SecretStart, found.SecretLength).Should().Be((start, secret.Length));
    }

    [Fact]
    public void What_was_not_copied_from_the_version_before_gives_the_same_matches_as_a_full_scan()
    {
        var (found, scanner) = (0, new Scanner(Rules));
        for (var seed = 0; seed < (IsDeep ? 2000 : 60); seed++)
        {
            var random = new Random(seed);
            var before = new SqlDump(random).AddTable(6).AddTable(6).Bytes;
            var added = new SqlDump(random).AddTable(2).Bytes;
            var cut = random.Next(before.Length);
            byte[] after = [.. before.AsSpan(0, cut), .. added, .. before.AsSpan(cut)];
            var (first, second) = (new IncrementalScanState(), new IncrementalScanState());
            scanner.Locate(before, first);
            Scan(scanner, before, first);
            scanner.Locate(after, first, [new(0, 0, cut), new(cut, cut + added.Length, before.Length - cut)], second);
            var matches = Scan(scanner, after, second);
            matches.Should().Equal(Scan(scanner, after, null), "seed {0}", seed);
            found += matches.Count;
        }

        found.Should().BeGreaterThan(100);
    }

    [Theory]
    [InlineData("insert into t (password) values ('")]
    [InlineData("insert into t values (")]
    [InlineData("create table t (password text, insert into t values (1")]
    [InlineData("replace into ")]
    [InlineData("copy t (password) from stdin ")]
    [InlineData("insert into t /* ")]
    [InlineData("insert into a.")]
    [InlineData("create table t (a int, password text);insert into t values (1,'x')")]
    public void Reading_broken_statements_takes_linear_time(string part)
    {
        var rows = new SqlRows();
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(part, 200_000)));
        var cells = Read(text, rows).Count;
        (rows.HasGivenUp || cells is 0 or 200_000).Should().BeTrue("{0} cells were read", cells);
    }

    private static List<(string Column, int Start, string Value)> Read(byte[] text, SqlRows? given = null)
    {
        var (rows, cells) = (given ?? new SqlRows(), new List<(string, int, string)>());
        rows.Begin();
        for (var anchor = 0; anchor < text.Length; anchor++)
        {
            for (var isNext = IsAnchor(text, anchor) && rows.Open(text, anchor); isNext && rows.TryRead(text, out var cell);)
            {
                cells.Add((Encoding.Latin1.GetString(text[cell.Column.Start..cell.Column.End]), cell.Start,
                    Encoding.Latin1.GetString(text[cell.Start..cell.End])));
            }
        }

        return cells;
    }

    private static bool IsAnchor(byte[] text, int offset) =>
        text[offset] is (byte)'i' or (byte)'I' or (byte)'r' or (byte)'R' or (byte)'f' or (byte)'F' && offset + 12 < text.Length
            && Encoding.Latin1.GetString(text, offset, 12).ToUpperInvariant() is var word
            && (word.StartsWith("INSERT ", StringComparison.Ordinal) || word.StartsWith("REPLACE ", StringComparison.Ordinal)
                || word.StartsWith("FROM STDIN", StringComparison.Ordinal));

    private static List<string> Scan(Scanner scanner, byte[] content, IncrementalScanState? state)
    {
        var matches = new List<Match>();
        _ = state is null ? scanner.Scan(content, "dump.sql", matches) : scanner.Scan(content, state, "dump.sql", matches);
        return matches.ConvertAll(match => match.ToString());
    }
}
