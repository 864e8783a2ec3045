using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>What a rule made of a place its regex matches.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Match">Where; offsets as of <see cref="Match"/>.</param>
/// <param name="Literal">The fixed text of the rule that stands in the match, as the rule writes it; empty when the rule has none.</param>
/// <param name="Steps">The checks in the order in which they are made; the last one may have failed.</param>
public sealed record RuleTrace(Rule Rule, Match Match, string Literal, IReadOnlyList<TraceStep> Steps)
{
    /// <summary>Why the judge gave it its level; null for a rule with a form of its own, and for what the judge was not shown.</summary>
    public JudgeExplanation? Judgement { get; init; }

    /// <summary>Whether it is a match of the rule; another rule may still claim the same bytes.</summary>
    public bool IsMatch => Steps.All(step => step.Passed);
}
