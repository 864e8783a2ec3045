using System.Globalization;
using SecretSentry.Engine.Findings;
using SecretSentry.Engine.Rules;

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
        foreach (var finding in report.Findings)
        {
            WriteFinding(finding);
        }

        if (isVerbose)
        {
            WriteRotation(report.Findings);
        }

        output.WriteLine(report.Findings.Count == 0
            ? report.Coverage.IsComplete ? "No credentials found." : Paint(Red, "No credentials found in what could be read. That was not everything, so this is no clean bill; see below.")
            : $"{Count(report.Findings.Count, "finding")}. Rotate what was real first: removing the text does not undo a leak.");
        WriteCoverage(report.Coverage);
    }

    /// <summary>What a developer reads whose commit was refused: verdict, findings, ways out.</summary>
    /// <param name="blocking">At least one finding.</param>
    /// <param name="isFirstCommit">Whether there is no commit yet, so that nothing can be restored.</param>
    /// <param name="fixedInWorkTree">Paths whose file differs from its staged content.</param>
    public void WriteBlocked(IReadOnlyList<Finding> blocking, bool isFirstCommit, IReadOnlySet<string> fixedInWorkTree)
    {
        ArgumentNullException.ThrowIfNull(blocking);
        ArgumentNullException.ThrowIfNull(fixedInWorkTree);
        var files = blocking.Select(finding => finding.Place.Path).Distinct(StringComparer.Ordinal).ToArray();
        output.WriteLine(Paint(Red, $"secretsentry: commit blocked - {Count(blocking.Count, "secret")} in {Count(files.Length, "staged file")}"));
        output.WriteLine();
        foreach (var finding in blocking)
        {
            WriteFinding(finding);
            if (fixedInWorkTree.Contains(finding.Place.Path))
            {
                output.WriteLine("      note: the file in your folder differs from what is staged; if you fixed it there, stage it: git add");
            }
        }

        var (first, file) = (blocking[0], Shown(files[0]));
        output.WriteLine($"  Take it out        edit the file, read the value from an environment variable, then: git add {file}");
        output.WriteLine($"  Or drop the file   {(isFirstCommit ? $"git rm --cached {file}" : $"git restore --staged {file}")}");
        output.WriteLine($"  Not a secret?      append to its line a comment: secretsentry:allow {first.Rule.Id}");
        output.WriteLine("  Already pushed or shared? Rotate it first - removing the text does not undo a leak.");
        WriteRotation(blocking);
        output.WriteLine("  Skip once          git commit --no-verify");
    }

    /// <summary>One finding: place and rule, preview, why.</summary>
    public void WriteFinding(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var place = finding.Place;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Paint(Bold, $"{Shown(place.Path)}:{place.Start.Line}:{place.Start.Column}")}  {finding.Rule.Id}  ({Names.Of(finding.Confidence)})"));
        output.WriteLine($"      {Safe.Text(finding.Secret ?? finding.Preview)}   {Paint(Dim, finding.Fingerprint)}");
        output.WriteLine($"      why: {finding.Rule.Description}{Why(finding)}");
        if (place.Reachability.Length > 0)
        {
            output.WriteLine(place.Commit.Length == 0
                ? $"      in no commit ({place.Reachability})"
                : string.Create(CultureInfo.InvariantCulture, $"      commit {place.Commit[..Math.Min(12, place.Commit.Length)]} {place.Date:yyyy-MM-dd} {Safe.Text(place.Author)}: {Safe.Text(place.Subject)} ({place.Reachability}{(place.Ref.Length > 0 ? $", {Safe.Text(place.Ref)}" : "")})"));
        }

        output.WriteLine();
    }

    /// <summary>The closing lines: what was looked at, and everything that was not.</summary>
    public void WriteCoverage(Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var kinds = coverage.Objects.Count == 0 ? "" : $" ({string.Join(", ", coverage.Objects.Select(kind => $"{Number(kind.Value)} {kind.Key}"))})";
        output.WriteLine($"Looked at {Number(coverage.Scanned)} of {Number(coverage.Enumerated)}{kinds}, {Number(coverage.Bytes)} bytes{(coverage.Binary > 0 ? $", {Number(coverage.Binary)} of them binary, searched as raw bytes" : "")}.");
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

        foreach (var (name, reason) in coverage.Unreadable)
        {
            output.WriteLine(Paint(Red, $"  NOT READ: {Shown(name)} - {Safe.Text(reason)}"));
        }

        foreach (var gap in coverage.Gaps)
        {
            output.WriteLine(Paint(Red, $"  INCOMPLETE: {Safe.Text(gap)}"));
        }
    }

    private void WriteRotation(IEnumerable<Finding> findings)
    {
        foreach (var rule in findings.Select(finding => finding.Rule).Where(rule => rule.Rotate.Length > 0).DistinctBy(rule => rule.Id))
        {
            output.WriteLine($"  Rotate {rule.Id}: {rule.Rotate}");
        }
    }

    private static string Why(Finding finding)
    {
        var validity = finding.Validity switch { Validity.ChecksumValid => ", checksum valid", Validity.ChecksumInvalid => ", but its checksum is wrong", _ => "" };
        return validity + string.Concat(finding.Details.Select(detail => $"; {detail.Key}: {Safe.Text(detail.Value)}"));
    }

    private static string Shown(string path) => Safe.Text(path);

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private string Paint(string color, string text) => isColored ? color + text + Off : text;
}
