using System.Globalization;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>A summary for the page of a CI run or for a comment: counts, the first findings, and what was not scanned.</summary>
internal static class MarkdownReport
{
    /// <summary>Maximum number of rows. GitHub truncates a summary at 1 MiB, and nobody reads more rows than this.</summary>
    private const int MaxRows = 100;

    /// <summary>Writes the summary.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.CreateWriter(output);
        var (findings, coverage) = (report.Findings, report.Coverage);
        text.WriteLine(findings.Count > 0 ? $"## SecretSentry: {Tally.Format(findings)}"
            : coverage.IsComplete ? $"## SecretSentry: {char.ToLowerInvariant(report.CleanSentence[0])}{report.CleanSentence[1..]}"
            : "## SecretSentry: incomplete scan");
        text.WriteLine();
        if (findings.Count > 0)
        {
            WriteTables(text, findings);
        }

        if (!report.Hidden.IsNone)
        {
            text.WriteLine($"{report.Hidden.Sentence}.");
            text.WriteLine();
        }

        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Scanned {coverage.Scanned:N0} of {coverage.Enumerated:N0}, {coverage.Bytes:N0} bytes."));
        WriteList(text, "Not read", coverage.Unreadable.Select(entry => $"{entry.Key}: {entry.Value}"));
        WriteList(text, "Incomplete", coverage.Gaps.Select(gap => gap.ToString()));
        WriteList(text, "Skipped", coverage.Skipped.Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Value:N0} {entry.Key}")));
        WriteList(text, "Accepted", AcceptedCounts.Format(coverage));
        WriteList(text, "Notes", coverage.Notices.Select(notice => notice.ToString()));
    }

    private static void WriteTables(StreamWriter text, IReadOnlyList<Finding> findings)
    {
        var counts = findings.CountBy(finding => finding.Rule.Severity).OrderByDescending(entry => entry.Key);
        text.WriteLine(string.Join(" · ", counts.Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"**{entry.Value}** {Names.Format(entry.Key)}"))));
        text.WriteLine();
        var worst = findings.OrderBy(finding => finding.IsAmongTests).ThenByDescending(finding => finding.Stops)
            .ThenByDescending(finding => finding.Rule.Severity);
        Finding[] displayed = [.. worst.Take(MaxRows)];
        WriteTable(text, [.. displayed.Where(finding => !finding.IsAmongTests)]);
        if (displayed.Any(finding => finding.IsAmongTests))
        {
            text.WriteLine("### Among tests, examples and documentation");
            text.WriteLine();
            WriteTable(text, [.. displayed.Where(finding => finding.IsAmongTests)]);
        }

        if (findings.Count > MaxRows)
        {
            text.WriteLine($"{Counted.Format(findings.Count - MaxRows, "more is", "more are")} in the other reports.");
            text.WriteLine();
        }

        text.WriteLine("Rotate real secrets first: removing the text does not undo a leak.");
        text.WriteLine();
    }

    private static void WriteTable(StreamWriter text, Finding[] findings)
    {
        if (findings.Length == 0)
        {
            return;
        }

        text.WriteLine("| severity | stops | rule | place | preview | commit | fingerprint |");
        text.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var finding in findings)
        {
            var location = finding.Location;
            var commit = location.Commit.Length == 0 ? "" : $"{Names.ShortenCommit(location.Commit)} {location.Author}";
            var row = $"| {Names.Format(finding.Rule.Severity)} | {(finding.Stops ? "yes" : "no")} | "
                + $"{EscapeCell(RuleText.GetId(finding.Rule).ToString())} | "
                + $"{EscapeCell($"{Names.FormatPath(finding)}:{location.Start.Line}")}";
            text.WriteLine($"{row} | {EscapeCell(finding.Preview)} | {EscapeCell(commit)} | {finding.Fingerprint} |");
        }

        text.WriteLine();
    }

    private static void WriteList(StreamWriter text, string title, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines.Take(MaxRows))
        {
            if (isFirst)
            {
                text.WriteLine();
                text.WriteLine($"**{title}**");
                text.WriteLine();
                isFirst = false;
            }

            text.WriteLine($"- {EscapeCell(line)}");
        }
    }

    /// <summary>Escapes a cell. Text from a repository must not become a link, an image or a mention.</summary>
    private static string EscapeCell(string value) =>
        string.Concat(value.Select(c => "\\`*_{}[]<>()#+!|~@".Contains(c, StringComparison.Ordinal) ? $"&#{(int)c};" : c.ToString()));
}
