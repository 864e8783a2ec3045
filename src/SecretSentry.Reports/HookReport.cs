using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// The output of a hook. The first line is the decision, since some clients show no more. Then follow the findings, then the remedies that
/// apply.
/// </summary>
public sealed class HookReport(TextWriter output, bool isColored)
{
    /// <summary>Maximum number of findings that are shown. The others are counted.</summary>
    private const int MaxDisplayed = 20;

    /// <summary>Maximum number of non-blocking findings that are named.</summary>
    private const int MaxNamed = 3;

    private readonly TextReport _text = new(output, isColored);

    /// <summary>Writes the message of a hook that blocks.</summary>
    /// <param name="decision">One line, without the name of the program.</param>
    /// <param name="blocking">The blocking findings, at least one.</param>
    /// <param name="remedies">Remedies, in the order in which they are shown.</param>
    public void WriteBlocked(string decision, IReadOnlyList<BlockingFinding> blocking, IReadOnlyList<Remedy> remedies)
    {
        ArgumentNullException.ThrowIfNull(blocking);
        ArgumentNullException.ThrowIfNull(remedies);
        output.WriteLine(_text.Highlight($"secretsentry: {Safe.Escape(decision)}"));
        output.WriteLine();
        WriteFindings(blocking);
        foreach (var remedy in remedies)
        {
            output.WriteLine($"  {remedy.Label,-18} {TextEscaping.Escape(remedy.Text)}");
        }

        _text.WriteRotation([.. blocking.Select(entry => entry.Finding)]);
    }

    /// <summary>Reports findings that do not block, in one line.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="showAll">A command that shows all of them. Empty: there is none.</param>
    public void WriteNonBlocking(IReadOnlyList<Finding> findings, string showAll)
    {
        ArgumentNullException.ThrowIfNull(findings);
        ArgumentNullException.ThrowIfNull(showAll);
        if (findings.Count == 0)
        {
            return;
        }

        var first = string.Join(", ", findings.Take(MaxNamed).Select(finding =>
            $"{RuleText.GetId(finding.Rule)} at {Names.Format(finding.Location)} ({Names.Format(finding.Confidence)})"));
        var others = findings.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {findings.Count - MaxNamed:N0} more")
            : "";
        output.WriteLine($"secretsentry: found, not blocking: {first}{others}{(showAll.Length > 0 ? $"; to see all: {showAll}" : "")}");
    }

    /// <summary>Reports what could not be read.</summary>
    public void WriteGaps(Coverage coverage) => _text.WriteGaps(coverage);

    private void WriteFindings(IReadOnlyList<BlockingFinding> findings)
    {
        foreach (var (finding, notes) in findings.Take(MaxDisplayed))
        {
            _text.WriteFinding(finding, notes);
        }

        if (findings.Count > MaxDisplayed)
        {
            output.WriteLine($"  ... and {Counted.Format(findings.Count - MaxDisplayed, "more finding")}");
            output.WriteLine();
        }
    }
}
