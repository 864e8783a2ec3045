using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>What is staged.</summary>
/// <param name="Outcome">Findings to be judged.</param>
/// <param name="FromOtherSides">Findings left out because another parent of the merge has their lines.</param>
/// <param name="Links">Paths with findings whose content is the target of a symbolic link.</param>
public sealed record StagedOutcome(ScanOutcome Outcome, int FromOtherSides, IReadOnlySet<string> Links);
