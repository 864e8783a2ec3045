using System.Globalization;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// What a hook says: the verdict in the first line, since some clients show no more; then findings, then the ways out that fit.
/// </summary>
public sealed class HookReport(TextWriter output, bool isColored)
{
    /// <summary>More findings than this are counted, not shown.</summary>
    private const int MaxShown = 20;

    /// <summary>So many of those that do not block are named.</summary>
    private const int MaxNamed = 3;

    private readonly TextReport _text = new(output, isColored);

    /// <summary>Writes a refusal.</summary>
    /// <param name="verdict">One line, without the name of the program.</param>
    /// <param name="blocking">At least one finding.</param>
    /// <param name="notesOf">Lines to add to a finding.</param>
    /// <param name="waysOut">In the order in which they are to be shown.</param>
    public void WriteBlocked(string verdict, IReadOnlyList<Finding> blocking, Func<Finding, IEnumerable<string>> notesOf,
        IReadOnlyList<WayOut> waysOut)
    {
        ArgumentNullException.ThrowIfNull(blocking);
        ArgumentNullException.ThrowIfNull(waysOut);
        output.WriteLine(_text.Alarm($"secretsentry: {Safe.Text(verdict)}"));
        output.WriteLine();
        Write(blocking, notesOf);
        foreach (var way in waysOut)
        {
            output.WriteLine($"  {way.Label,-18} {Safe.Text(way.Text)}");
        }

        _text.WriteRotation(blocking);
    }

    /// <summary>Tells findings that do not block, in one line.</summary>
    /// <param name="told">The findings.</param>
    /// <param name="showAll">A command that shows all of them; empty: there is none.</param>
    public void WriteTold(IReadOnlyList<Finding> told, string showAll)
    {
        ArgumentNullException.ThrowIfNull(told);
        ArgumentNullException.ThrowIfNull(showAll);
        if (told.Count == 0)
        {
            return;
        }

        var first = string.Join(", ", told.Take(MaxNamed).Select(finding => string.Create(CultureInfo.InvariantCulture,
            $"{finding.Rule.Id} at {Safe.Text(finding.Place.Path)}:{finding.Place.Start.Line}:{finding.Place.Start.Column} "
            + $"({Names.Of(finding.Confidence)})")));
        var others = told.Count > MaxNamed ? string.Create(CultureInfo.InvariantCulture, $" and {told.Count - MaxNamed:N0} more") : "";
        output.WriteLine($"secretsentry: worth a look, not blocking: {first}{others}{(showAll.Length > 0 ? $"; in full: {showAll}" : "")}");
    }

    /// <summary>Names what could not be read.</summary>
    public void WriteGaps(Coverage coverage) => _text.WriteGaps(coverage);

    private void Write(IReadOnlyList<Finding> findings, Func<Finding, IEnumerable<string>> notesOf)
    {
        foreach (var finding in findings.Take(MaxShown))
        {
            _text.WriteFinding(finding, notesOf(finding));
        }

        if (findings.Count > MaxShown)
        {
            output.WriteLine($"  ... and {Counted.Of(findings.Count - MaxShown, "more finding")}");
            output.WriteLine();
        }
    }
}
