namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>The result of one rule on a corpus.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Labelled">Number of labels that name this rule.</param>
/// <param name="Found">Number of those labels that it reported.</param>
/// <param name="Right">Number of labels of secrets that it reported, whichever rule they name.</param>
/// <param name="Wrong">Number of labels that say "no secret" on which it reported something. A label that names a rule applies to that rule
/// only.</param>
/// <param name="Cost">Nanoseconds for a kilobyte of the corpus when the rule runs alone, minus the time of a rule that never
/// occurs.</param>
public sealed record RuleScore(string Rule, int Labelled, int Found, int Right, int Wrong, double Cost);
