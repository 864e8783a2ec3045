using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Removes the matches of rules that require other rules when none of the matches of such a rule is near enough, and the matches of rules
/// that only serve others. It compares the starts of matches: the number of lines between them, and the number of bytes between their
/// columns. Use one instance per thread.
/// </summary>
internal sealed class RequiredMatches
{
    /// <summary>Comparisons for one content. After that, matches are reported without looking for what they require.</summary>
    private const int MaxComparisons = 50_000_000;

    private readonly RuleSet _rules;
    private readonly (int[] Rules, RequiredRule Condition)[]?[] _required;
    private readonly List<(int Rule, int Line, int Column)> _positions = [];
    private long _comparisons;

    private RequiredMatches(RuleSet rules)
    {
        _rules = rules;
        _required = [.. rules.Rules.Select(rule => rule.Requires.Count == 0 ? null : rule.Requires.Select(Resolve).ToArray())];
    }

    /// <summary>Returns null when no rule of the set requires another one or skips its report.</summary>
    public static RequiredMatches? Create(RuleSet rules) =>
        rules.HasComposites ? new RequiredMatches(rules) : null;

    /// <summary>Removes matches from the list, whose order stays.</summary>
    public void Apply(List<Match> matches, ReadOnlySpan<byte> content)
    {
        if (matches.Count == 0)
        {
            return;
        }

        matches.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        ReadPositions(matches, content);
        _comparisons = 0;
        var kept = 0;
        for (var i = 0; i < matches.Count; i++)
        {
            var rule = matches[i].Rule;
            if (!_rules.Rules[rule].SkipsReport && (_required[rule] is not { } required || HasAll(required, _positions[i])))
            {
                matches[kept++] = matches[i];
            }
        }

        matches.RemoveRange(kept, matches.Count - kept);
    }

    private (int[] Rules, RequiredRule Condition) Resolve(RequiredRule required) =>
        ([.. Enumerable.Range(0, _rules.Rules.Count).Where(i => _rules.Rules[i].IsCalled(required.Id))], required);

    private void ReadPositions(List<Match> matches, ReadOnlySpan<byte> content)
    {
        _positions.Clear();
        var (line, lineStart, offset) = (0, 0, 0);
        foreach (var match in matches)
        {
            var between = content[offset..match.Start];
            line += between.Count((byte)'\n');
            lineStart = between.LastIndexOf((byte)'\n') is >= 0 and var last ? offset + last + 1 : lineStart;
            offset = match.Start;
            _positions.Add((match.Rule, line, offset - lineStart));
        }
    }

    private bool HasAll((int[] Rules, RequiredRule Condition)[] required, (int Rule, int Line, int Column) match) =>
        Array.TrueForAll(required, condition => HasNear(condition, match));

    private bool HasNear((int[] Rules, RequiredRule Condition) required, (int Rule, int Line, int Column) match)
    {
        foreach (var other in _positions)
        {
            if (++_comparisons > MaxComparisons || (Array.IndexOf(required.Rules, other.Rule) >= 0
                && !(Math.Abs(other.Line - match.Line) > required.Condition.WithinLines)
                && !(Math.Abs(other.Column - match.Column) > required.Condition.WithinColumns)))
            {
                return true;
            }
        }

        return false;
    }
}
