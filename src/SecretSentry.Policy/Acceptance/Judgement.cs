using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>The result of applying records to findings.</summary>
/// <param name="Findings">Findings that remain, in their order. Each has the fingerprint that a record would use.</param>
/// <param name="Accepted">Findings that are accepted, each with the record that accepts it.</param>
/// <param name="Notices">Sentences for every reader: records that have expired or no longer accept anything.</param>
public sealed record Judgement(IReadOnlyList<Finding> Findings, IReadOnlyList<AcceptedFinding> Accepted, IReadOnlyList<string> Notices);
