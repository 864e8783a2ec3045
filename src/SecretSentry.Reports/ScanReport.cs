using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>What a scan has to say.</summary>
/// <param name="Findings">In the order in which they are to be shown.</param>
/// <param name="Coverage">What was looked at.</param>
/// <param name="Version">Version of the program.</param>
public sealed record ScanReport(IReadOnlyList<Finding> Findings, Coverage Coverage, string Version)
{
    /// <summary>What stands and is not among the findings, because it is less sure than what was asked for.</summary>
    public HiddenFindings Hidden { get; init; } = HiddenFindings.None;

    /// <summary>
    /// When the scan began, in UTC. Only formats that demand times show them, so that the others are the same for the same input.
    /// </summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>When it ended, in UTC.</summary>
    public DateTimeOffset Ended { get; init; }
}
