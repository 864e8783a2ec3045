using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>The result of one rule at a location that its regex matches.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Match">The match. Offsets as in <see cref="Match"/>.</param>
/// <param name="Literal">The literal of the rule that the match contains, as the rule writes it. Empty when the rule has none.</param>
/// <param name="Steps">The checks, in the order in which they are made. The last one may have failed.</param>
public sealed record RuleTrace(Rule Rule, Match Match, string Literal, IReadOnlyList<TraceStep> Steps)
{
    /// <summary>
    /// The judge's explanation. Null for a rule that does not use the judge, and for a value that was not given to the judge.
    /// </summary>
    public JudgeExplanation? Judgement { get; init; }

    /// <summary>Whether it is a match of the rule. Another rule may still claim the same bytes.</summary>
    public bool IsMatch => Steps.All(step => step.Passed);
}
