namespace SecretSentry.Policy.Rules.Corpora;

/// <summary>What one rule did on a corpus.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Labelled">Labels that name this rule.</param>
/// <param name="Found">Those of them it reported.</param>
/// <param name="Right">Labels of secrets it reported, whosever they are.</param>
/// <param name="Wrong">Labels that say "no secret" on which it reported something. A label that names a rule speaks of that rule
/// alone.</param>
/// <param name="Cost">Nanoseconds for a kilobyte of the corpus when the rule runs alone, beyond those a rule that never occurs
/// takes.</param>
public sealed record RuleScore(string Rule, int Labelled, int Found, int Right, int Wrong, double Cost);
