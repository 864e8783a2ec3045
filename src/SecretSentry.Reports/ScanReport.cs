using SecretSentry.Engine.Findings;

namespace SecretSentry.Reports;

/// <summary>What a scan has to say.</summary>
/// <param name="Findings">In the order in which they are to be shown.</param>
/// <param name="Coverage">What was looked at.</param>
/// <param name="Version">Version of the program.</param>
public sealed record ScanReport(IReadOnlyList<Finding> Findings, Coverage Coverage, string Version);
