using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// One winner where several matches claim the same secret bytes: a rule that names an issuer before a generic one, then the surer, then the
/// longer secret, then a rule with a form of its own before a judged one, then the rule that was given first. Where a generic rule with a
/// form of its own and the judge see the same secret, the judge's level counts if it is higher: the form says more about what to do, and
/// must not lose its finding to the judge for being less sure, nor lower the level.
/// </summary>
internal static class Overlaps
{
    /// <summary>Leaves the winners, ordered by where their secret starts.</summary>
    public static void Resolve(List<Match> matches, RuleSet rules)
    {
        matches.Sort((a, b) => ComparePositions(a, b) is var order && order != 0 ? order : a.Rule.CompareTo(b.Rule));
        var kept = 0;
        for (var first = 0; first < matches.Count;)
        {
            var (next, end) = (first + 1, matches[first].SecretEnd);
            for (; next < matches.Count && matches[next].SecretStart < end; next++)
            {
                end = Math.Max(end, matches[next].SecretEnd);
            }

            foreach (var winner in SelectWinners(matches.GetRange(first, next - first), rules))
            {
                matches[kept++] = winner;
            }

            first = next;
        }

        matches.RemoveRange(kept, matches.Count - kept);
    }

    /// <summary>Winners of one chain of overlapping matches.</summary>
    private static List<Match> SelectWinners(List<Match> chain, RuleSet rules)
    {
        if (chain.Count == 1)
        {
            return chain;
        }

        RaiseLevels(chain, rules);
        var winners = new List<Match>();
        foreach (var match in chain.Order(Comparer<Match>.Create((a, b) => CompareRanks(a, b, rules))))
        {
            if (!winners.Exists(w => w.SecretStart < match.SecretEnd && match.SecretStart < w.SecretEnd))
            {
                winners.Add(match);
            }
        }

        winners.Sort(ComparePositions);
        return winners;
    }

    /// <summary>Gives generic matches the level of the judged one with the same secret, where it is higher.</summary>
    private static void RaiseLevels(List<Match> chain, RuleSet rules)
    {
        for (var i = 0; i < chain.Count; i++)
        {
            if (GetLevel(chain[i], chain, rules) is var level && level != chain[i].Confidence)
            {
                chain[i] = chain[i] with { Confidence = level };
            }
        }
    }

    /// <summary>The level of <paramref name="match"/> beside the others.</summary>
    public static Confidence GetLevel(in Match match, IEnumerable<Match> others, RuleSet rules)
    {
        var level = match.Confidence;
        if (rules.Rules[match.Rule] is { IsGeneric: true, IsJudged: false })
        {
            foreach (var other in others)
            {
                if (other.Confidence > level && other.SecretStart == match.SecretStart && other.SecretLength == match.SecretLength
                    && rules.Rules[other.Rule].IsJudged)
                {
                    level = other.Confidence;
                }
            }
        }

        return level;
    }

    private static int ComparePositions(Match a, Match b) =>
        a.SecretStart != b.SecretStart ? a.SecretStart.CompareTo(b.SecretStart) : a.SecretEnd.CompareTo(b.SecretEnd);

    private static int CompareRanks(Match a, Match b, RuleSet rules)
    {
        var generic = rules.Rules[a.Rule].IsGeneric.CompareTo(rules.Rules[b.Rule].IsGeneric);
        var confidence = b.Confidence.CompareTo(a.Confidence);
        var length = b.SecretLength.CompareTo(a.SecretLength);
        // Anchors of one rule may lead to one value by names that begin at different offsets: the order of the calls must not count.
        var position = ComparePositions(a, b);
        var judged = rules.Rules[a.Rule].IsJudged.CompareTo(rules.Rules[b.Rule].IsJudged);
        return generic != 0 ? generic : confidence != 0 ? confidence : length != 0 ? length : judged != 0 ? judged : a.Rule != b.Rule
            ? a.Rule.CompareTo(b.Rule) : position != 0 ? position : a.Start != b.Start ? a.Start.CompareTo(b.Start)
            : b.Length.CompareTo(a.Length);
    }
}
