using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Selects one winner where several matches claim the same secret bytes. The criteria, in this order: a rule that names an issuer wins over
/// a generic one, then the match with the higher confidence, then the longer secret, then a rule with a form of its own over a judged one,
/// then the rule that was given first. If a generic rule with a form of its own and the judge find the same secret, the judge's level is
/// used if it is higher. The form says more about what to do. It must not lose its finding to the judge because it is less certain, and it
/// must not lower the level.
/// </summary>
internal static class Overlaps
{
    /// <summary>Reduces the list to the winners, ordered by the start of their secret.</summary>
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

    /// <summary>Returns the winners of one chain of overlapping matches.</summary>
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

    /// <summary>Raises generic matches to the level of the judged match with the same secret, if that is higher.</summary>
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

    /// <summary>Returns the level of <paramref name="match"/>, given the other matches.</summary>
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
        // Anchors of one rule may lead to one value by names that begin at different offsets. The order of the calls must not matter.
        var position = ComparePositions(a, b);
        var judged = rules.Rules[a.Rule].IsJudged.CompareTo(rules.Rules[b.Rule].IsJudged);
        return generic != 0 ? generic : confidence != 0 ? confidence : length != 0 ? length : judged != 0 ? judged : a.Rule != b.Rule
            ? a.Rule.CompareTo(b.Rule) : position != 0 ? position : a.Start != b.Start ? a.Start.CompareTo(b.Start)
            : b.Length.CompareTo(a.Length);
    }
}
