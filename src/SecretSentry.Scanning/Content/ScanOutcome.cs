using SecretSentry.Findings;
using SecretSentry.Reports;

namespace SecretSentry.Scanning.Content;

/// <summary>The result of a scan.</summary>
public sealed record ScanOutcome(IReadOnlyList<Finding> Findings, Coverage Coverage)
{
    /// <summary>
    /// Findings that were removed from <see cref="Findings"/> because their confidence is below the minimum that is shown. Empty until the
    /// baseline is applied.
    /// </summary>
    public HiddenFindings Hidden { get; init; } = HiddenFindings.None;
}
