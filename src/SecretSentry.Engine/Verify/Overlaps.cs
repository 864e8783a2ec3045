using SecretSentry.Engine.Findings;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// One winner where several matches claim the same secret bytes: a rule that names an issuer before a generic one, then the
/// surer, then the longer secret, then the rule that was given first.
/// </summary>
internal static class Overlaps
{
    /// <summary>Leaves the winners, ordered by where their secret starts.</summary>
    public static void Resolve(List<Match> matches, RuleSet rules)
    {
        matches.Sort((a, b) => ByPlace(a, b) is var place && place != 0 ? place : a.Rule.CompareTo(b.Rule));
        var kept = 0;
        for (var first = 0; first < matches.Count;)
        {
            var (next, end) = (first + 1, matches[first].SecretEnd);
            for (; next < matches.Count && matches[next].SecretStart < end; next++)
            {
                end = Math.Max(end, matches[next].SecretEnd);
            }

            foreach (var winner in Winners(matches.GetRange(first, next - first), rules))
            {
                matches[kept++] = winner;
            }

            first = next;
        }

        matches.RemoveRange(kept, matches.Count - kept);
    }

    /// <summary>Winners of one chain of overlapping matches.</summary>
    private static List<Match> Winners(List<Match> chain, RuleSet rules)
    {
        if (chain.Count == 1)
        {
            return chain;
        }

        var winners = new List<Match>();
        foreach (var match in chain.Order(Comparer<Match>.Create((a, b) => ByRank(a, b, rules))))
        {
            if (!winners.Exists(w => w.SecretStart < match.SecretEnd && match.SecretStart < w.SecretEnd))
            {
                winners.Add(match);
            }
        }

        winners.Sort(ByPlace);
        return winners;
    }

    private static int ByPlace(Match a, Match b) => a.SecretStart != b.SecretStart ? a.SecretStart.CompareTo(b.SecretStart) : a.SecretEnd.CompareTo(b.SecretEnd);

    private static int ByRank(Match a, Match b, RuleSet rules)
    {
        var generic = rules.Rules[a.Rule].IsGeneric.CompareTo(rules.Rules[b.Rule].IsGeneric);
        var confidence = b.Confidence.CompareTo(a.Confidence);
        var length = b.SecretLength.CompareTo(a.SecretLength);
        return generic != 0 ? generic : confidence != 0 ? confidence : length != 0 ? length : a.Rule != b.Rule ? a.Rule.CompareTo(b.Rule) : ByPlace(a, b);
    }
}
