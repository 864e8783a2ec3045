using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Notes;

/// <summary>The reach of each literal, computed when it is first requested. Use one instance per thread.</summary>
internal sealed class LiteralReaches(RuleSet rules, LiteralIndex literals)
{
    /// <summary>Number of bytes next to a match that boundaries and line ends check.</summary>
    private const int Beside = 2;

    /// <summary>The bytes that the judge checks: values as far as the extractor reads, and what is around them.</summary>
    private static readonly LiteralReach Judged = new(CandidateExtractor.Reach, CandidateExtractor.ReachAfter + CandidateExtractor.Reach);

    /// <summary>Rows of a table can be anywhere after the statement that fills it.</summary>
    private static readonly LiteralReach Unlimited = new(int.MaxValue, int.MaxValue);

    private readonly LiteralReach[] _cached = new LiteralReach[literals.Count];

    public LiteralReach GetReach(int literal)
    {
        ref var cached = ref _cached[literal];
        if (cached.After == 0)
        {
            var entry = literals[literal];
            var compiled = rules.GetCompiled(entry.Rule);
            cached = compiled.Rule.Anchor == Anchors.Rows ? Unlimited : compiled.Rule.IsJudged ? Judged : new(
                entry.WindowOffset + entry.MaxOffset + (compiled.LazyPrefix?.Max ?? 0) + Beside,
                Math.Max(entry.Sets.Length, compiled.MaxLength) - entry.WindowOffset + Beside);
        }

        return cached;
    }
}
