namespace SecretSentry.House;

/// <summary>The table of promises in SECURITY.md. The last column names the tests of each promise.</summary>
internal static class PromiseTable
{
    private const string Heading = "## What is promised";

    /// <summary>Returns the rows of the table.</summary>
    public static IReadOnlyList<string> Read(string top) => [.. File.ReadAllLines(Path.Combine(top, "SECURITY.md"))
        .SkipWhile(line => line != Heading).Skip(1).TakeWhile(line => !line.StartsWith('#'))
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal)).Skip(1)
        .TakeWhile(line => line.StartsWith('|'))];

    /// <summary>Returns the rows that name no test, one that does not exist, or an attack that is known to succeed.</summary>
    public static IEnumerable<string> FindUntested(string top, IEnumerable<string> rows)
    {
        var tests = new TestNames(top);
        return rows.Where(row => !tests.NamesTests(row.TrimEnd(' ', '|').Split(" | ")[^1]));
    }
}
