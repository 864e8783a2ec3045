using System.Globalization;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Reports;

/// <summary>
/// Workflow commands of GitHub Actions. Each finding is an annotation on its line: an error when it stops, otherwise a warning or a notice.
/// What could not be read is also an error.
/// </summary>
internal static class GitHubReport
{
    /// <summary>Writes one command a line.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.CreateWriter(output);
        foreach (var finding in report.Findings)
        {
            var (location, rule) = (finding.Location, finding.Rule);
            var kind = finding.Stops ? "error" : finding.Confidence == Confidence.Low ? "notice" : "warning";
            var commit = location.Commit.Length > 0
                ? $" (commit {Names.ShortenCommit(location.Commit)}, {location.Author})" : "";
            var what = $"{RuleText.GetDescription(rule)}: {finding.Preview}{commit}. Rotate it first. Fingerprint {finding.Fingerprint}"
                + Names.DescribeRepository(finding);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"::{kind} file={EscapeProperty(location.Path.ToString())},line={location.Start.Line},endLine={location.End.Line},"
                + $"col={location.Start.Column},endColumn={location.End.Column + 1},"
                + $"title={EscapeProperty($"secretsentry: {RuleText.GetId(rule)}")}::{EscapeData(what)}"));
        }

        foreach (var (name, reason) in report.Coverage.Unreadable)
        {
            text.WriteLine($"::error title=secretsentry%3A not scanned::{EscapeData($"{name}: {reason}")}");
        }

        foreach (var gap in report.Coverage.Gaps)
        {
            text.WriteLine($"::error title=secretsentry%3A incomplete::{EscapeData(gap.ToString())}");
        }

        foreach (var notice in report.Coverage.Notices)
        {
            text.WriteLine($"::warning title=secretsentry::{EscapeData(notice.ToString())}");
        }

        if (!report.Hidden.IsNone)
        {
            text.WriteLine($"::notice title=secretsentry::{EscapeData(report.Hidden.Sentence)}");
        }
    }

    /// <summary>Escapes the text of a command as actions/toolkit does. A line ending would begin a new command.</summary>
    private static string EscapeData(string text) =>
        Safe.Escape(text).Replace("%", "%25", StringComparison.Ordinal).ReplaceLineEndings("%0A");

    private static string EscapeProperty(string text) =>
        EscapeData(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
