using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>The report for people: findings with location, preview and reason, then what was scanned and what was not.</summary>
public sealed class TextReport(TextWriter output, bool isColored)
{
    private const string Bold = "\e[1m";
    private const string Red = "\e[1;31m";
    private const string Dim = "\e[2m";
    private const string Off = "\e[0m";

    /// <summary>Writes the whole report of <c>scan</c>.</summary>
    internal void Write(ScanReport report, bool isVerbose)
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

        WriteSummary(report);
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

    /// <summary>Writes the summary. Hidden findings are reported here, so that nobody takes an empty list for a clean result.</summary>
    private void WriteSummary(ScanReport report)
    {
        output.WriteLine(report.Findings.Count > 0
            ? $"{Tally.Format(report.Findings)}. Rotate real secrets first: removing the text does not undo a leak."
            : !report.Coverage.IsComplete ? Paint(Red,
            "No credentials found in what could be read. The scan is incomplete, because not everything could be read; see below.")
            : $"{report.CleanSentence}.");
        if (!report.Hidden.IsNone)
        {
            output.WriteLine($"{report.Hidden.Sentence}.");
        }
    }

    /// <summary>Writes one finding: location and rule, preview, reason, and <paramref name="notes"/>, one line each.</summary>
    public void WriteFinding(Finding finding, params IEnumerable<string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(finding);
        var location = finding.Location;
        output.WriteLine($"  {Paint(Bold, Names.Format(location))}  {RuleText.GetId(finding.Rule)}  "
            + $"({Names.Format(finding.Confidence)}{(finding.Stops ? "" : ", does not stop")})");
        output.WriteLine($"      {TextEscaping.Escape(finding.Secret ?? finding.Preview)}   {Paint(Dim, finding.Fingerprint)}");
        output.WriteLine($"      why: {RuleText.GetDescription(finding.Rule)}{FormatReason(finding)}");
        foreach (var note in notes)
        {
            output.WriteLine($"      {Safe.Escape(note)}");
        }

        if (location.Reachability.Length > 0)
        {
            output.WriteLine(location.Commit.Length == 0
                ? $"      in no commit ({location.Reachability})"
                : string.Create(CultureInfo.InvariantCulture,
                $"      commit {Names.ShortenCommit(location.Commit)} {location.Date:yyyy-MM-dd} "
                + $"{location.Author}: {location.Subject} "
                + $"({location.Reachability}{(location.Ref.IsEmpty ? "" : $", {location.Ref}")})"));
        }

        output.WriteLine();
    }

    /// <summary>Writes the last lines: what was scanned, and everything that was not.</summary>
    internal void WriteCoverage(Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var kinds = coverage.Objects.Count == 0 ? ""
            : $" ({string.Join(", ", coverage.Objects.Select(kind => Counted.FormatPlural(kind.Value, kind.Key.ToString())))})";
        output.WriteLine($"Scanned {Number(coverage.Scanned)} of {Number(coverage.Enumerated)}{kinds}, {Number(coverage.Bytes)} "
            + $"bytes{(coverage.Binary > 0 ? $", {Number(coverage.Binary)} of them binary, searched as raw bytes" : "")}.");
        foreach (var (reason, count) in coverage.Skipped)
        {
            output.WriteLine($"  skipped: {Number(count)} - {reason}");
        }

        if (coverage.Allowed > 0)
        {
            output.WriteLine($"  accepted by a secretsentry:allow comment: {Number(coverage.Allowed)}");
        }

        foreach (var (by, count) in coverage.Accepted)
        {
            output.WriteLine($"  accepted by {by}: {Number(count)}");
        }

        foreach (var notice in coverage.Notices)
        {
            output.WriteLine($"  note: {notice}");
        }

        WriteGaps(coverage);
    }

    /// <summary>Writes everything that should have been scanned and was not.</summary>
    internal void WriteGaps(Coverage coverage)
    {
        foreach (var (name, reason) in coverage.Unreadable)
        {
            output.WriteLine(Paint(Red, $"  NOT READ: {name} - {reason}"));
        }

        foreach (var gap in coverage.Gaps)
        {
            output.WriteLine(Paint(Red, $"  INCOMPLETE: {gap}"));
        }
    }

    /// <summary>Returns a line in the colour of important messages.</summary>
    internal string Highlight(string text) => Paint(Red, text);

    internal void WriteRotation(IEnumerable<Finding> findings)
    {
        foreach (var rule in findings.Select(finding => finding.Rule).DistinctBy(RuleText.GetId))
        {
            output.WriteLine($"  Rotate {RuleText.GetId(rule)}: {Rotation.Describe(rule)}");
        }
    }

    private static string FormatReason(Finding finding)
    {
        var validity = finding.Validity switch
        {
            Validity.ChecksumValid => ", checksum valid",
            Validity.ChecksumInvalid => ", but its checksum is wrong",
            _ => "",
        };
        return validity + string.Concat(finding.Details.Select(detail => $"; {Safe.Escape(detail.Key)}: {detail.Value}"));
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string Paint(string color, string text) => isColored ? color + text + Off : text;
}
