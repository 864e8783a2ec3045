using System.Text;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine.Judging;

/// <summary>Tests part D of the list of faults row by row, with siblings. Each form has the correct answer.</summary>
public class FormTests
{
    private const int Seeds = 8;

    private static readonly RuleSet Rules = BuiltInRules.Load();

    public static TheoryData<string, string> Names()
    {
        var names = new TheoryData<string, string>();
        foreach (var form in FormCases.All)
        {
            names.Add(form.Row, form.Name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_form_has_the_correct_answer(string row, string name)
    {
        var form = FormCases.All.Single(one => one.Row == row && one.Name == name);
        var scanner = new Scanner(Rules);
        var faults = Enumerable.Range(0, Seeds).ToLookup(seed => FaultOf(scanner, form, seed)).Where(group => group.Key.Length > 0);
        var told = faults.Select(group => $"{group.Key} at seeds {string.Join(",", group)}");
        if (NotRightYet.Contains($"form | {row} | {name}"))
        {
            told.Should().NotBeEmpty("an answer that is correct now must be removed from not-right-yet.txt");
        }
        else
        {
            string.Join(", ", told).Should().BeEmpty("the answer to {0}, {1} is {2}", row, name, form.Answer);
        }
    }

    [Fact]
    public void Every_row_has_three_siblings()
    {
        var rows = Enumerable.Range(1, 20).Where(number => number != 18).Select(number => $"D{number}");
        FormCases.All.Where(form => !form.IsSibling).Select(form => form.Row).Distinct().Should().BeEquivalentTo(rows);
        var siblings = FormCases.All.Where(form => form.IsSibling).GroupBy(form => form.Row);
        siblings.Should().OnlyContain(row => row.Count() >= 3).And.HaveCount(19);
    }

    [Fact]
    public void A_form_that_must_be_reported_marks_its_value()
    {
        foreach (var form in FormCases.All.Where(form => form.Answer == FormAnswer.Reported))
        {
            var (_, start, end) = Marked(form.Text(1));
            end.Should().BeGreaterThan(start, "{0}, {1}", form.Row, form.Name);
        }
    }

    private static string FaultOf(Scanner scanner, FormCase form, int seed)
    {
        var (content, start, end) = Marked(form.Text(seed));
        var matches = new List<Match>();
        scanner.Scan(content, form.Path, matches);
        if (form.Answer == FormAnswer.Reported)
        {
            var here = matches.Where(match => match.SecretStart < end && match.SecretEnd > start).ToList();
            return here.Any(match => match.Confidence >= Confidence.Medium) ? "" : here.Count > 0 ? "only low" : "missed";
        }

        var least = form.Answer == FormAnswer.Silent ? Confidence.Low : Confidence.Medium;
        var told = matches.Where(match => match.SecretLength > 0 && match.Confidence >= least).Select(match => Rules.Rules[match.Rule].Id);
        var rules = string.Join(" and ", told.Distinct());
        return rules.Length > 0 ? $"reported by {rules}" : "";
    }

    /// <summary>Returns the content without its marks, and the byte range of the text that was between them.</summary>
    private static (byte[] Content, int Start, int End) Marked(string text)
    {
        var (open, close) = (text.IndexOf('«', StringComparison.Ordinal), text.IndexOf('»', StringComparison.Ordinal));
        if (open < 0)
        {
            return (Encoding.UTF8.GetBytes(text), 0, 0);
        }

        var before = Encoding.UTF8.GetBytes(text[..open]);
        var value = Encoding.UTF8.GetBytes(text[(open + 1)..close]);
        return ([.. before, .. value, .. Encoding.UTF8.GetBytes(text[(close + 1)..])], before.Length, before.Length + value.Length);
    }
}
