using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>The result of scanning the index.</summary>
/// <param name="Outcome">The findings, before the baseline is applied.</param>
/// <param name="FromOtherSides">Number of findings left out because another parent of the merge has their lines.</param>
/// <param name="Links">Paths with findings whose content is the target of a symbolic link.</param>
public sealed record StagedOutcome(ScanOutcome Outcome, int FromOtherSides, IReadOnlySet<string> Links);
