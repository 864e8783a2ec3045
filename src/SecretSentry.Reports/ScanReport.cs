using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>The result of a scan, as reports show it.</summary>
/// <param name="Findings">The findings, in the order in which they are shown.</param>
/// <param name="Coverage">What was scanned.</param>
/// <param name="Version">Version of the program.</param>
public sealed record ScanReport(IReadOnlyList<Finding> Findings, Coverage Coverage, string Version)
{
    /// <summary>
    /// Counts of findings that are not accepted and not in <c>Findings</c>, because their confidence is below the requested minimum.
    /// </summary>
    public HiddenFindings Hidden { get; init; } = HiddenFindings.None;

    /// <summary>
    /// Start of the scan, in UTC. Only formats that require times contain it, so that the others are the same for the same input.
    /// </summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>End of the scan, in UTC.</summary>
    public DateTimeOffset Ended { get; init; }
}
