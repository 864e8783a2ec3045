using System.Globalization;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Reports;

/// <summary>
/// Workflow commands of GitHub Actions: each finding an annotation on its line, an error when it stops, else a warning or a notice. What
/// could not be read is an error too.
/// </summary>
public static class GitHubReport
{
    /// <summary>One command a line.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.Text(output);
        foreach (var finding in report.Findings)
        {
            var (place, rule) = (finding.Place, finding.Rule);
            var kind = finding.Stops ? "error" : finding.Confidence == Confidence.Low ? "notice" : "warning";
            var commit = place.Commit.Length > 0 ? $" (commit {place.Commit[..Math.Min(12, place.Commit.Length)]}, {place.Author})" : "";
            var what = $"{rule.Description}: {finding.Preview}{commit}. Rotate it first. Fingerprint {finding.Fingerprint}";
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"::{kind} file={Property(place.Path)},line={place.Start.Line},endLine={place.End.Line},col={place.Start.Column},"
                + $"endColumn={place.End.Column + 1},title={Property($"secretsentry: {rule.Id}")}::{Data(what)}"));
        }

        foreach (var (name, reason) in report.Coverage.Unreadable)
        {
            text.WriteLine($"::error title=secretsentry%3A not scanned::{Data($"{name}: {reason}")}");
        }

        foreach (var gap in report.Coverage.Gaps)
        {
            text.WriteLine($"::error title=secretsentry%3A incomplete::{Data(gap)}");
        }

        foreach (var notice in report.Coverage.Notices)
        {
            text.WriteLine($"::warning title=secretsentry::{Data(notice)}");
        }

        if (!report.Hidden.IsNone)
        {
            text.WriteLine($"::notice title=secretsentry::{Data(report.Hidden.Sentence)}");
        }
    }

    /// <summary>As actions/toolkit escapes the text of a command: a line end would begin a new command.</summary>
    private static string Data(string text) => Safe.Text(text).Replace("%", "%25", StringComparison.Ordinal).ReplaceLineEndings("%0A");

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
