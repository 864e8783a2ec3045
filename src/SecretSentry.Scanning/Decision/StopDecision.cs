using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Scanning.Decision;

/// <summary>
/// Decides which findings stop a commit, a message, a push or a CI run. The other findings are only listed. Every command and every hook
/// uses this class.
/// </summary>
public sealed class StopDecision
{
    /// <summary>Tag of rules whose secret is the hash of a password.</summary>
    private const string HashTag = "hash";

    private readonly Confidence? _least;

    private StopDecision(Confidence? least) => _least = least;

    /// <summary>High confidence stops anywhere. Medium confidence stops outside of tests, examples and documentation.</summary>
    public static StopDecision Standard { get; } = new(null);

    /// <summary>Every finding that is shown stops.</summary>
    public static StopDecision Strict { get; } = new(Confidence.Low);

    /// <summary>Returns a decision by which findings of at least this confidence stop, at any path.</summary>
    public static StopDecision From(Confidence least) => new(least);

    /// <summary>Returns whether the finding stops.</summary>
    public bool IsStopping(Finding finding) => GetLevel(finding) is var level && (_least is { } least
        ? level >= least
        : level == Confidence.High || (level == Confidence.Medium && !finding.IsAmongTests));

    /// <summary>Returns why a finding does not stop. The text follows the word "it" in a sentence.</summary>
    public string DescribeReason(Finding finding) =>
        IsHash(finding) ? "is the hash of a password"
        : _least is not null || GetLevel(finding) == Confidence.Low ? $"has {Reports.Names.Format(finding.Confidence)} confidence"
        : "is in tests, examples or documentation";

    /// <summary>
    /// Returns the confidence that decides. A password hash counts as low, whatever its confidence, because nobody can log in with a hash.
    /// </summary>
    private static Confidence GetLevel(Finding finding) => IsHash(finding) ? Confidence.Low : finding.Confidence;

    private static bool IsHash(Finding finding) => finding.Rule.Tags.Contains(HashTag, StringComparer.Ordinal);
}
