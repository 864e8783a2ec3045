using System.Globalization;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// What a hook says: the verdict in the first line, since some clients show no more; then findings, then the ways out that fit.
/// </summary>
public sealed class HookReport(TextWriter output, bool isColored)
{
    /// <summary>More findings than this are counted, not shown.</summary>
    private const int MaxDisplayed = 20;

    /// <summary>So many of those that do not block are named.</summary>
    private const int MaxNamed = 3;

    private readonly TextReport _text = new(output, isColored);

    /// <summary>Writes a refusal.</summary>
    /// <param name="decision">One line, without the name of the program.</param>
    /// <param name="blocking">At least one finding.</param>
    /// <param name="getNotes">Lines to add to a finding.</param>
    /// <param name="waysOut">In the order in which they are to be shown.</param>
    public void WriteBlocked(string decision, IReadOnlyList<Finding> blocking, Func<Finding, IEnumerable<string>> getNotes,
        IReadOnlyList<Remedy> waysOut)
    {
        ArgumentNullException.ThrowIfNull(blocking);
        ArgumentNullException.ThrowIfNull(waysOut);
        output.WriteLine(_text.Highlight($"secretsentry: {Safe.Escape(decision)}"));
        output.WriteLine();
        Write(blocking, getNotes);
        foreach (var remedy in waysOut)
        {
            output.WriteLine($"  {remedy.Label,-18} {Safe.Escape(remedy.Text)}");
        }

        _text.WriteRotation(blocking);
    }

    /// <summary>Tells findings that do not block, in one line.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="showAll">A command that shows all of them; empty: there is none.</param>
    public void WriteNonBlocking(IReadOnlyList<Finding> findings, string showAll)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(showAll);
        if (findings.Count == 0)
        {
            return;
        }

        var first = string.Join(", ", findings.Take(MaxNamed).Select(finding => string.Create(CultureInfo.InvariantCulture,
            $"{finding.Rule.Id} at {Safe.Escape(finding.Location.Path)}:{finding.Location.Start.Line}:{finding.Location.Start.Column} "
            + $"({Names.Format(finding.Confidence)})")));
        var others = findings.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {findings.Count - MaxNamed:N0} more")
            : "";
        output.WriteLine($"secretsentry: worth a look, not blocking: {first}{others}{(showAll.Length > 0 ? $"; in full: {showAll}" : "")}");
    }

    /// <summary>Names what could not be read.</summary>
    public void WriteGaps(Coverage coverage) => _text.WriteGaps(coverage);

    private void Write(IReadOnlyList<Finding> findings, Func<Finding, IEnumerable<string>> getNotes)
    {
        foreach (var finding in findings.Take(MaxDisplayed))
        {
            _text.WriteFinding(finding, getNotes(finding));
        }

        if (findings.Count > MaxDisplayed)
        {
            output.WriteLine($"  ... and {Counted.Format(findings.Count - MaxDisplayed, "more finding")}");
            output.WriteLine();
        }
    }
}
