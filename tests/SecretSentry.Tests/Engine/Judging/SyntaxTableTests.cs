using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Tests the table of syntaxes and kinds of value. Every cell is correct for every seed.</summary>
public class SyntaxTableTests
{
    /// <summary>Number of values for each cell.</summary>
    private const int Seeds = 20;

    private static readonly RuleSet Rules = BuiltInRules.Load();

    public static TheoryData<string> Names() => [.. SyntaxTable.Rows.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_cell_of_the_row_has_the_correct_answer(string name)
    {
        var row = SyntaxTable.Rows.Single(one => one.Name == name);
        var scanner = new Scanner(Rules);
        var wrong = KindsOf(row).Select(kind => (Kind: kind, Fault: WrongIn(scanner, row, kind))).ToList();
        var unlisted = wrong.Where(cell => cell.Fault.Length > 0 && !NotRightYet.Contains(Cell(name, cell.Kind)))
            .Select(cell => cell.Fault);
        string.Join("; ", unlisted).Should().BeEmpty("every cell of '{0}' has the correct answer", name);
        var mended = wrong.Where(cell => cell.Fault.Length == 0 && NotRightYet.Contains(Cell(name, cell.Kind)))
            .Select(cell => Cell(name, cell.Kind));
        mended.Should().BeEmpty("an answer that is correct now must be removed from not-right-yet.txt");
    }

    [Fact]
    public void The_table_has_at_least_sixty_rows_and_few_exceptions()
    {
        SyntaxTable.Rows.Select(row => row.Name).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThanOrEqualTo(60);
        var cells = SyntaxTable.Rows.Count * Enum.GetValues<ValueKind>().Length;
        SyntaxTable.Rows.Sum(row => row.Without.Count).Should().BeLessThan(cells / 12, "exceptions are few");
    }

    [Fact]
    public void Each_row_has_one_place_for_the_value_and_its_values_differ_by_seed()
    {
        foreach (var row in SyntaxTable.Rows)
        {
            row.Text.Split("@V").Should().HaveCount(2, "row '{0}'", row.Name);
            foreach (var kind in KindsOf(row))
            {
                var contents = Enumerable.Range(0, Seeds).Select(seed => Convert.ToHexString(row.Content(kind, seed).Content)).Distinct();
                var least = kind is ValueKind.Random or ValueKind.Human ? 15 : 3;
                contents.Should().HaveCountGreaterThan(least, "row '{0}', {1}", row.Name, kind);
            }
        }
    }

    private static string Cell(string row, ValueKind kind) => $"table | {row} | {kind}";

    private static IEnumerable<ValueKind> KindsOf(SyntaxRow row) => Enum.GetValues<ValueKind>().Except(row.Without);

    /// <summary>
    /// Returns the seeds for which the cell is wrong, described without a value. Returns an empty string when there is none.
    /// </summary>
    private static string WrongIn(Scanner scanner, SyntaxRow row, ValueKind kind)
    {
        var faults = Enumerable.Range(0, Seeds).ToLookup(seed => FaultOf(scanner, row, kind, seed));
        var told = faults.Where(group => group.Key.Length > 0).Select(group => $"{group.Key} at seeds {string.Join(",", group)}").ToList();
        return told.Count == 0 ? "" : $"{kind}: {string.Join(", ", told)}";
    }

    /// <summary>Returns what is wrong with the answer for one value. Returns an empty string when the answer is correct.</summary>
    private static string FaultOf(Scanner scanner, SyntaxRow row, ValueKind kind, int seed)
    {
        var (content, start, end) = row.Content(kind, seed);
        var matches = new List<Match>();
        scanner.Scan(content, row.Path, matches);
        if (kind is ValueKind.Random or ValueKind.Human)
        {
            var least = row.IsDocument ? Confidence.Low : Confidence.Medium;
            var here = matches.Where(match => match.SecretStart < end && match.SecretEnd > start).ToList();
            return here.Any(match => match.Confidence >= least) ? "" : here.Count > 0 ? "only low" : "missed";
        }

        var told = matches.Where(match => match.Confidence >= Confidence.Medium).Select(match => Rules.Rules[match.Rule].Id).Distinct();
        var rules = string.Join(" and ", told);
        return rules.Length > 0 ? $"reported by {rules}" : "";
    }
}
