using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>A finding that is on record as accepted.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="By">File and line of the record that accepts it.</param>
/// <param name="Source">The file alone.</param>
/// <param name="Reason">The reason on record; may be empty.</param>
public sealed record AcceptedFinding(Finding Finding, string By, string Source, string Reason);
