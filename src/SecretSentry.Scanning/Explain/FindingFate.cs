using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Scanning.Explain;

/// <summary>What becomes of a finding when a command reports.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Judgement">What the records of accepted findings say about it.</param>
/// <param name="MinConfidence">Minimum confidence of findings that are reported.</param>
/// <param name="StopReason">Why the finding does not stop. The text follows the word "it". Null: it stops.</param>
public sealed record FindingFate(Finding Finding, Judgement Judgement, Confidence MinConfidence, string? StopReason)
{
    /// <summary>The record that accepts the finding. Null: none does.</summary>
    public AcceptedFinding? Acceptance => Judgement.Accepted.Count > 0 ? Judgement.Accepted[0] : null;

    /// <summary>Whether the finding is only counted.</summary>
    public bool IsQuiet => TestFindings.IsQuiet(Finding);

    /// <summary>Whether the finding is reported only when a lower confidence is asked for.</summary>
    public bool IsHidden => Finding.Confidence < MinConfidence;

    /// <summary>Asks the records and settings of <paramref name="setup"/> about a finding.</summary>
    public static FindingFate Find(ScanSetup setup, Finding finding)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var judgement = setup.Policy.Acceptances.Judge([finding], DateOnly.FromDateTime(DateTime.UtcNow), sawEverything: false);
        var stops = setup.Stops;
        return new(finding, judgement, setup.Policy.Settings.Get(SettingTable.MinConfidence),
            stops.IsStopping(finding) ? null : stops.DescribeReason(finding));
    }
}
