using SecretSentry.Findings;
using SecretSentry.Reports;

namespace SecretSentry.Scanning.Content;

/// <summary>What a scan yields.</summary>
public sealed record ScanOutcome(IReadOnlyList<Finding> Findings, Coverage Coverage)
{
    /// <summary>
    /// What was found and taken out of <see cref="Findings"/>, being less sure than what is to be shown; nothing before judgement.
    /// </summary>
    public HiddenFindings Hidden { get; init; } = HiddenFindings.None;
}
