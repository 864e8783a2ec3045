using SecretSentry.Findings;

namespace SecretSentry.Policy.Acceptance;

/// <summary>A finding that is accepted on record.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="By">File and line of the record that accepts it.</param>
/// <param name="Source">File of the record.</param>
/// <param name="Reason">The reason on record. May be empty.</param>
public sealed record AcceptedFinding(Finding Finding, string By, string Source, string Reason);
