using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Scanning.Decision;

/// <summary>
/// Which findings stop a commit, a message, a push, a run of CI; the others are listed. The one place that decides it, for every command
/// and every hook.
/// </summary>
public sealed class StopDecision
{
    /// <summary>Tag of rules whose secret is the hash of a password.</summary>
    private const string HashTag = "hash";

    private readonly Confidence? _least;

    private StopDecision(Confidence? least) => _least = least;

    /// <summary>High stops anywhere, medium outside of tests, examples and documentation.</summary>
    public static StopDecision Standard { get; } = new(null);

    /// <summary>Everything that is shown stops.</summary>
    public static StopDecision Strict { get; } = new(Confidence.Low);

    /// <summary>What is at least so sure stops, wherever it stands.</summary>
    public static StopDecision From(Confidence least) => new(least);

    /// <summary>Whether the finding stops.</summary>
    public bool IsStopping(Finding finding) => GetLevel(finding) is var level && (_least is { } least
        ? level >= least
        : level == Confidence.High || (level == Confidence.Medium && !finding.IsAmongTests));

    /// <summary>Why a finding does not stop, in words that go behind "it".</summary>
    public string DescribeReason(Finding finding) =>
        IsHash(finding) ? "is the hash of a password"
        : _least is not null || GetLevel(finding) == Confidence.Low ? $"is of {Reports.Names.Format(finding.Confidence)} confidence"
        : "stands among tests, examples or documentation";

    /// <summary>Nobody can log in with a hash, so it counts as low, however sure it is that it is one.</summary>
    private static Confidence GetLevel(Finding finding) => IsHash(finding) ? Confidence.Low : finding.Confidence;

    private static bool IsHash(Finding finding) => finding.Rule.Tags.Contains(HashTag, StringComparer.Ordinal);
}
