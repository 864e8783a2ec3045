using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>What bytes around the window of a literal decide whether its rule's regex matches there.</summary>
/// <param name="Before">Bytes before the start of the window.</param>
/// <param name="After">Bytes from the start of the window on.</param>
internal readonly record struct LiteralReach(int Before, int After)
{
    /// <summary>Whether all of them lie from <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public bool IsWithin(int at, int start, int end) => (long)at - Before >= start && (long)at + After <= end;
}

/// <summary>The reach of each literal, worked out when it is first asked for. One per thread.</summary>
internal sealed class LiteralReaches(RuleSet rules, LiteralSheets literals)
{
    /// <summary>Bytes beside a match that boundaries and line ends look at.</summary>
    private const int Beside = 2;

    /// <summary>What the judge looks at: values as far as the extractor sees, and what stands around them.</summary>
    private static readonly LiteralReach Judged = new(CandidateExtractor.Reach, CandidateExtractor.ReachBehind + CandidateExtractor.Reach);

    private readonly LiteralReach[] _known = new LiteralReach[literals.Count];

    public LiteralReach Of(int literal)
    {
        ref var known = ref _known[literal];
        if (known.After == 0)
        {
            var entry = literals[literal];
            var compiled = rules.Compiled(entry.Rule);
            known = compiled.Rule.IsJudged ? Judged : new(
                entry.WindowOffset + entry.MaxOffset + (compiled.Lead?.Max ?? 0) + Beside,
                Math.Max(entry.Sets.Length, compiled.MaxLength) - entry.WindowOffset + Beside);
        }

        return known;
    }
}
