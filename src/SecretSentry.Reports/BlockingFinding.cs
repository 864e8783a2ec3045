using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>A finding that blocks.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Notes">Lines to add to it.</param>
public sealed record BlockingFinding(Finding Finding, IReadOnlyList<string> Notes);
