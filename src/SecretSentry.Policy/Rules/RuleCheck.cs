using System.Globalization;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Engine.Verify.PublicReasons;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// Checks rules against their own examples and those of all other rules. Each example must be reported by its rule and by no rule of
/// another issuer. No counter-example may be reported by its rule. The regex must be one that the fast path can run.
/// </summary>
public static class RuleCheck
{
    /// <summary>Number of different random parts with which each example is tried.</summary>
    private const int Variants = 5;

    /// <summary>
    /// Minimum number of examples. One example proves the regex. A second one proves that the regex does not match only the words of the
    /// first.
    /// </summary>
    private const int MinExamples = 2;

    /// <summary>Returns the problems, one sentence each, in the order of the rules. Empty when there is no problem.</summary>
    /// <param name="rules">The rules and the files that contain them.</param>
    /// <param name="judges">Rules whose judge decides about the examples of judged rules.</param>
    public static IReadOnlyList<string> Run(IReadOnlyList<(string File, Rule Rule)> rules, RuleSet judges)
    {
        var problems = new List<string>();
        RuleSet set;
        try
        {
            set = RuleSet.Compile(rules.Select(entry => entry.Rule)).AddJudgeFrom(judges);
        }
        catch (FormatException e)
        {
            return [e.Message];
        }

        problems.AddRange(set.WholeContentRules.Where(i => !rules[i].Rule.JudgesPathAlone)
            .Select(i =>
            $"{rules[i].File}: rule '{rules[i].Rule.Id}' has no literal, so its regex would run on every byte; begin its regex with at "
            + "least three fixed bytes"));
        problems.AddRange(set.UnboundedRules.Select(i =>
            $"{rules[i].File}: rule '{rules[i].Rule.Id}' has no maximum match length; limit its repeats, as in {{1,100}}"));
        var scanner = new Scanner(set);
        foreach (var (file, rule) in rules)
        {
            problems.AddRange(CheckShape(rule).Concat(CheckOrigin(rule)).Concat(CheckExamples(scanner, set, rule))
                .Select(problem => $"{file}: rule '{rule.Id}': {problem}"));
        }

        return problems;
    }

    private static IEnumerable<string> CheckShape(Rule rule)
    {
        if (!IsId(rule.Id))
        {
            yield return "'id' may contain only a-z, 0-9 and '-'";
        }

        foreach (var alias in rule.Aliases.Where(alias => !IsId(alias)))
        {
            yield return $"'aliases' contains '{alias}'; ids may contain only a-z, 0-9 and '-'";
        }

        foreach (var name in rule.ReportedAs.Where(name => !IsId(name) || rule.IsCalled(name)))
        {
            yield return $"'toldAs' contains '{name}'; use an id other than the rule's own id and aliases, with only a-z, 0-9 and '-'";
        }

        if (rule.Checksum.Length > 0 && !OfflineCheck.Names.Contains(rule.Checksum, StringComparer.Ordinal))
        {
            yield return $"'checksum' is '{rule.Checksum}'; valid values are {string.Join(", ", OfflineCheck.Names)}";
        }

        foreach (var name in rule.Public.Except(PublicByDesign.Names, StringComparer.Ordinal))
        {
            yield return $"'public' contains '{name}'; valid values are {string.Join(", ", PublicByDesign.Names)}";
        }

        foreach (var (key, value) in new[] { ("description", rule.Description), ("rotate", rule.Rotate),
            ("reference", rule.Reference) }.Where(pair => pair.Item2.Length == 0))
        {
            yield return $"'{key}' is missing{value}";
        }

        if (rule.Examples.Count < MinExamples)
        {
            yield return $"'examples' has {rule.Examples.Count}; add templates that the rule must report, in {MinExamples} different forms "
                + "at least";
        }

        if (rule.CounterExamples.Count == 0)
        {
            yield return "'counterexamples' is missing; add a template that the rule must not report, as similar to an example as possible";
        }
    }

    private static IEnumerable<string> CheckOrigin(Rule rule)
    {
        var isDay = DateOnly.TryParseExact(rule.ReferenceRead, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
        if (rule.ReferenceRead.Length > 0 && !isDay)
        {
            yield return $"'read' is '{rule.ReferenceRead}'; a valid value is a day, such as 2026-11-30";
        }

        if (rule.Requires.Count > 0 || rule.SkipsReport)
        {
            yield return "'required' and 'skipReport' are only valid in configurations";
        }
    }

    private static bool IsId(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static IEnumerable<string> CheckExamples(Scanner scanner, RuleSet set, Rule rule)
    {
        foreach (var example in rule.Examples)
        {
            for (var variant = 0; variant < Variants; variant++)
            {
                var found = Scan(scanner, set, rule, Template.Expand(example, variant));
                if (!found.Contains(rule))
                {
                    yield return $"does not report its example '{example}'{DescribeReported(found)}";
                    break;
                }

                if (found.FirstOrDefault(other => !other.IsGeneric && other.Issuer != rule.Issuer) is { } stranger)
                {
                    yield return $"rule '{stranger.Id}' also reports the example '{example}'";
                    break;
                }
            }
        }

        foreach (var counter in rule.CounterExamples.Where(counter =>
            Enumerable.Range(0, Variants).Any(v => Scan(scanner, set, rule, Template.Expand(counter, v)).Contains(rule))))
        {
            yield return $"reports its counter-example '{counter}'";
        }
    }

    private static string DescribeReported(IReadOnlyCollection<Rule> found) =>
        found.Count == 0 ? "" : $"; reported instead: {string.Join(", ", found.Select(f => f.Id))}";

    private static HashSet<Rule> Scan(Scanner scanner, RuleSet set, Rule rule, string text)
    {
        var matches = new List<Match>();
        if (rule.JudgesPathAlone)
        {
            scanner.Scan("some content"u8, text, matches);
        }
        else
        {
            scanner.Scan(Template.GetBytes(text), rule.Path.Length == 0 ? "" : GetPath(rule), matches);
        }

        return [.. matches.Select(match => set.Rules[match.Rule])];
    }

    /// <summary>
    /// Returns the path under which a rule's examples are tried. A rule tied to paths names it with the tag <c>path:NAME</c>.
    /// </summary>
    internal static string GetPath(Rule rule) =>
        rule.Tags.FirstOrDefault(tag => tag.StartsWith("path:", StringComparison.Ordinal))?[5..] ?? "";
}
