using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>Findings that stand and are not shown, because they are less sure than what was asked for.</summary>
/// <param name="Low">Those of low confidence.</param>
/// <param name="Medium">Those of medium confidence.</param>
public sealed record HiddenFindings(long Low, long Medium)
{
    /// <summary>Everything is shown.</summary>
    public static HiddenFindings None { get; } = new(0, 0);

    /// <summary>Whether there are none.</summary>
    public bool IsNone => Low + Medium == 0;

    /// <summary>How many there are and how to see them, as a sentence without its full stop; empty when there are none.</summary>
    public string Sentence => IsNone ? "" : $"{Number}; --min-confidence {Names.Format(Least)} shows {(Low + Medium == 1 ? "it" : "them")}";

    private Confidence Least => Low > 0 ? Confidence.Low : Confidence.Medium;

    private string Number => Low == 0 || Medium == 0
        ? Counted.Format(Low + Medium, $"finding of {Names.Format(Least)} confidence is not shown",
        $"findings of {Names.Format(Least)} confidence are not shown")
        : $"{Counted.Format(Medium, "finding")} of medium and {Counted.Format(Low, "of low confidence", "of low confidence")} are not "
        + $"shown";

    /// <summary>Those of <paramref name="findings"/> that are less sure than <paramref name="least"/>.</summary>
    public static HiddenFindings CountBelow(Confidence least, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var hidden = findings.Where(finding => finding.Confidence < least).CountBy(finding => finding.Confidence).ToDictionary();
        return hidden.Count == 0 ? None : new(hidden.GetValueOrDefault(Confidence.Low), hidden.GetValueOrDefault(Confidence.Medium));
    }

    /// <summary>Those of two runs together.</summary>
    public HiddenFindings Combine(HiddenFindings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Low + other.Low, Medium + other.Medium);
    }
}
