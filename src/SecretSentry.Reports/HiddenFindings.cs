using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>Counts findings that are not accepted and not shown, because their confidence is below the requested minimum.</summary>
/// <param name="Low">Number of findings of low confidence.</param>
/// <param name="Medium">Number of findings of medium confidence.</param>
public sealed record HiddenFindings(long Low, long Medium)
{
    /// <summary>No hidden findings.</summary>
    public static HiddenFindings None { get; } = new(0, 0);

    /// <summary>Whether there are no hidden findings.</summary>
    internal bool IsNone => Low + Medium == 0;

    /// <summary>
    /// A sentence without its full stop that says how many findings are hidden and how to show them. Empty when there are none.
    /// </summary>
    internal string Sentence => IsNone ? ""
        : $"{Number}; --min-confidence {Names.Format(Least)} shows {(Low + Medium == 1 ? "it" : "them")}";

    private Confidence Least => Low > 0 ? Confidence.Low : Confidence.Medium;

    private string Number => Low == 0 || Medium == 0
        ? Counted.Format(Low + Medium, $"finding of {Names.Format(Least)} confidence is not shown",
        $"findings of {Names.Format(Least)} confidence are not shown")
        : $"{Counted.Format(Medium, "finding")} of medium and {Counted.Format(Low, "of low confidence", "of low confidence")} are not "
        + "shown";

    /// <summary>Counts the findings of <paramref name="findings"/> whose confidence is below <paramref name="least"/>.</summary>
    public static HiddenFindings CountBelow(Confidence least, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var hidden = findings.Where(finding => finding.Confidence < least).CountBy(finding => finding.Confidence).ToDictionary();
        return hidden.Count == 0 ? None : new(hidden.GetValueOrDefault(Confidence.Low), hidden.GetValueOrDefault(Confidence.Medium));
    }

    /// <summary>Returns the sums of two runs.</summary>
    public HiddenFindings Combine(HiddenFindings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(Low + other.Low, Medium + other.Medium);
    }
}
