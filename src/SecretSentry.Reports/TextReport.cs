using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>The report for people: findings with place, preview and reason, then what was and was not looked at.</summary>
public sealed class TextReport(TextWriter output, bool isColored)
{
    private const string Bold = "\e[1m";
    private const string Red = "\e[1;31m";
    private const string Dim = "\e[2m";
    private const string Off = "\e[0m";

    /// <summary>Writes the whole report of <c>scan</c>.</summary>
    public void Write(ScanReport report, bool isVerbose)
    {
        ArgumentNullException.ThrowIfNull(report);
        foreach (var finding in report.Findings.Where(finding => !finding.IsAmongTests))
        {
            WriteFinding(finding, finding.Reasons);
        }

        WriteAmongTests([.. report.Findings.Where(finding => finding.IsAmongTests)]);
        if (isVerbose)
        {
            WriteRotation(report.Findings);
        }

        WriteVerdict(report);
        WriteCoverage(report.Coverage);
    }

    private void WriteAmongTests(Finding[] findings)
    {
        if (findings.Length > 0)
        {
            output.WriteLine(Paint(Bold, "Among tests, examples and documentation:"));
            output.WriteLine();
        }

        foreach (var finding in findings)
        {
            WriteFinding(finding, finding.Reasons);
        }
    }

    /// <summary>What is not shown is told before anybody takes silence for a clean bill.</summary>
    private void WriteVerdict(ScanReport report)
    {
        output.WriteLine(report.Findings.Count > 0
            ? $"{Tally.Of(report.Findings)}. Rotate what was real first: removing the text does not undo a leak."
            : !report.Coverage.IsComplete ? Paint(Red,
            "No credentials found in what could be read. That was not everything, so this is no clean bill; see below.")
            : report.Hidden.IsNone ? "No credentials found." : "No credentials found that are sure enough to be shown.");
        if (!report.Hidden.IsNone)
        {
            output.WriteLine($"{report.Hidden.Sentence}.");
        }
    }

    /// <summary>One finding: place and rule, preview, why, and <paramref name="notes"/>, a line each.</summary>
    public void WriteFinding(Finding finding, params IEnumerable<string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(finding);
        var place = finding.Place;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {Paint(Bold, $"{Shown(place.Path)}:{place.Start.Line}:{place.Start.Column}")}  {finding.Rule.Id}  "
            + $"({Names.Of(finding.Confidence)}{(finding.Stops ? "" : ", does not stop")})"));
        output.WriteLine($"      {Safe.Text(finding.Secret ?? finding.Preview)}   {Paint(Dim, finding.Fingerprint)}");
        output.WriteLine($"      why: {finding.Rule.Description}{Why(finding)}");
        foreach (var note in notes)
        {
            output.WriteLine($"      {Safe.Text(note)}");
        }

        if (place.Reachability.Length > 0)
        {
            output.WriteLine(place.Commit.Length == 0
                ? $"      in no commit ({place.Reachability})"
                : string.Create(CultureInfo.InvariantCulture,
                $"      commit {place.Commit[..Math.Min(12, place.Commit.Length)]} {place.Date:yyyy-MM-dd} {Safe.Text(place.Author)}: "
                + $"{Safe.Text(place.Subject)} ({place.Reachability}{(place.Ref.Length > 0 ? $", {Safe.Text(place.Ref)}" : "")})"));
        }

        output.WriteLine();
    }

    /// <summary>The closing lines: what was looked at, and everything that was not.</summary>
    public void WriteCoverage(Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var kinds = coverage.Objects.Count == 0 ? ""
            : $" ({string.Join(", ", coverage.Objects.Select(kind => Counted.OfMany(kind.Value, kind.Key)))})";
        output.WriteLine($"Looked at {Number(coverage.Scanned)} of {Number(coverage.Enumerated)}{kinds}, {Number(coverage.Bytes)} "
            + $"bytes{(coverage.Binary > 0 ? $", {Number(coverage.Binary)} of them binary, searched as raw bytes" : "")}.");
        foreach (var (reason, count) in coverage.Skipped)
        {
            output.WriteLine($"  left out: {Number(count)} - {reason}");
        }

        if (coverage.Allowed > 0)
        {
            output.WriteLine($"  accepted by a secretsentry:allow comment: {Number(coverage.Allowed)}");
        }

        foreach (var (by, count) in coverage.Accepted)
        {
            output.WriteLine($"  accepted by {Safe.Text(by)}: {Number(count)}");
        }

        foreach (var notice in coverage.Notices)
        {
            output.WriteLine($"  note: {Safe.Text(notice)}");
        }

        WriteGaps(coverage);
    }

    /// <summary>Everything that was to be looked at and was not.</summary>
    internal void WriteGaps(Coverage coverage)
    {
        foreach (var (name, reason) in coverage.Unreadable)
        {
            output.WriteLine(Paint(Red, $"  NOT READ: {Shown(name)} - {Safe.Text(reason)}"));
        }

        foreach (var gap in coverage.Gaps)
        {
            output.WriteLine(Paint(Red, $"  INCOMPLETE: {Safe.Text(gap)}"));
        }
    }

    /// <summary>Paints a line that must not be overlooked.</summary>
    internal string Alarm(string text) => Paint(Red, text);

    internal void WriteRotation(IEnumerable<Finding> findings)
    {
        foreach (var rule in findings.Select(finding => finding.Rule).DistinctBy(rule => rule.Id))
        {
            output.WriteLine($"  Rotate {rule.Id}: {Safe.Text(Rotation.Of(rule))}");
        }
    }

    private static string Why(Finding finding)
    {
        var validity = finding.Validity switch
        {
            Validity.ChecksumValid => ", checksum valid",
            Validity.ChecksumInvalid => ", but its checksum is wrong",
            _ => "",
        };
        return validity + string.Concat(finding.Details.Select(detail => $"; {detail.Key}: {Safe.Text(detail.Value)}"));
    }

    private static string Shown(string path) => Safe.Text(path);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string Paint(string color, string text) => isColored ? color + text + Off : text;
}
