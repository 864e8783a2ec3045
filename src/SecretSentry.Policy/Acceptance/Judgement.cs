using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>What becomes of findings.</summary>
/// <param name="Findings">Those that stand, in their order, each with the fingerprint that a record would name.</param>
/// <param name="Accepted">Those that do not, each with what accepts it.</param>
/// <param name="Notices">Sentences for everybody: records that have expired, or accept nothing any more.</param>
public sealed record Judgement(IReadOnlyList<Finding> Findings, IReadOnlyList<AcceptedFinding> Accepted, IReadOnlyList<string> Notices);
