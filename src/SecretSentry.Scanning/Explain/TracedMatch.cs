using SecretSentry.Engine.Explain;

namespace SecretSentry.Scanning.Explain;

/// <summary>A rule whose regex matches on a line, and what becomes of the match.</summary>
/// <param name="Trace">The checks of the rule.</param>
/// <param name="Fate">What becomes of the finding. Null: the match failed a check, or is suppressed.</param>
/// <param name="Suppression">Why a match that passed all checks is no finding. Empty when it is one, or failed a check.</param>
public sealed record TracedMatch(RuleTrace Trace, FindingFate? Fate, string Suppression);
