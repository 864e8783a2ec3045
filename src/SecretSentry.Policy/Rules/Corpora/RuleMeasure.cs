using System.Diagnostics;
using SecretSentry.Engine;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;

namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>Measures recall, precision and cost of each rule on a labelled corpus.</summary>
public static class RuleMeasure
{
    /// <summary>Number of runs. The fastest one counts, because a machine is only ever slowed down.</summary>
    private const int Runs = 3;

    /// <summary>Returns the scores of the rules and of the whole corpus.</summary>
    /// <param name="rules">The rules to measure.</param>
    /// <param name="labels">The labels of the corpus.</param>
    /// <param name="judges">Rules whose judge decides about findings of judged rules.</param>
    public static CorpusScore Run(IReadOnlyList<Rule> rules, IReadOnlyList<Label> labels, RuleSet judges)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var set = RuleSet.Compile(rules).AddJudgeFrom(judges);
        var contents = labels.Select(label => label.File).Distinct(StringComparer.Ordinal)
            .ToDictionary(file => file, file => ForeignFile.ReadAllBytes(file, Budgets.Content), StringComparer.Ordinal);
        var tallies = rules.Select(_ => new int[4]).ToArray();
        var numbers = rules.Select((rule, i) => (rule.Id, i)).ToDictionary(StringComparer.Ordinal);
        var (secrets, found, others, reported) = (0, 0, 0, 0);
        var scanner = new Scanner(set);
        foreach (var label in labels)
        {
            var here = FindRules(scanner, contents[label.File], label);
            var owner = label.Rule.Length == 0 ? -1 : numbers.GetValueOrDefault(label.Rule, -1);
            var isFound = owner < 0 ? here.Count > 0 : here.Contains(owner);
            if (owner >= 0 && label.IsSecret)
            {
                tallies[owner][0]++;
                tallies[owner][1] += isFound ? 1 : 0;
            }

            foreach (var rule in here.Where(rule => label.IsSecret || owner < 0 || rule == owner))
            {
                tallies[rule][label.IsSecret ? 2 : 3]++;
            }

            (secrets, found, others, reported) = label.IsSecret ? (secrets + 1, found + (isFound ? 1 : 0), others, reported)
                : (secrets, found, others + 1, reported + (isFound ? 1 : 0));
        }

        var costs = MeasureCosts(rules, [.. contents.Values], judges);
        return new([.. rules.Select((rule, i) => new RuleScore(rule.Id, tallies[i][0], tallies[i][1], tallies[i][2], tallies[i][3],
            costs[i]))], secrets, found, others, reported);
    }

    private static HashSet<int> FindRules(Scanner scanner, byte[] content, Label label)
    {
        var matches = new List<Match>();
        var kind = scanner.Scan(content, label.Path, matches);
        return [.. matches.Where(match => label.Line == 0
            || (GetLine(content, match.SecretStart, kind) <= label.LastLine
            && GetLine(content, Math.Max(match.SecretStart, match.SecretEnd - 1), kind) >= label.Line)).Select(match => match.Rule)];
    }

    private static int GetLine(byte[] content, int offset, ContentKind kind) =>
        TextPosition.Compute(content, offset - (offset % kind.GetUnitLength()), kind).Line;

    private static double[] MeasureCosts(IReadOnlyList<Rule> rules, byte[][] contents, RuleSet judges)
    {
        var bytes = Math.Max(1, contents.Sum(content => (long)content.Length));
        var nothing = Time(new Rule { Id = "nothing", Regex = "\u0001\u0002\u0001\u0002\u0001\u0002\u0001\u0002" }, contents, judges);
        return [.. rules.Select(rule => Math.Max(0, (Time(rule, contents, judges) - nothing).TotalNanoseconds / bytes * 1000))];
    }

    private static TimeSpan Time(Rule rule, byte[][] contents, RuleSet judges)
    {
        var scanner = new Scanner(RuleSet.Compile([rule]).AddJudgeFrom(judges));
        var matches = new List<Match>();
        return Enumerable.Range(0, Runs).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var content in contents)
            {
                matches.Clear();
                scanner.Scan(content, "", matches);
            }

            return Stopwatch.GetElapsedTime(start);
        });
    }
}
