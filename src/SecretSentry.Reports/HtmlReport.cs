using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// One file for a browser: charts, filters, table, coverage. It loads nothing from anywhere. Its content security policy (CSP) allows only
/// the script and the style in the file, by their hashes. So text from a repository can neither run nor load anything. The file never
/// contains a secret.
/// </summary>
internal static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var (style, script) = (ReadResource("report.css"), ReadResource("report.js"));
        using var text = ReportFormat.CreateWriter(output);
        var page = ReadResource("report.html");
        for (int open; (open = page.IndexOf("{{", StringComparison.Ordinal)) >= 0;)
        {
            var close = page.IndexOf("}}", open, StringComparison.Ordinal);
            text.Write(page[..open]);
            switch (page[(open + 2)..close])
            {
                case "style":
                    text.Write(style);
                    break;
                case "script":
                    text.Write(script);
                    break;
                case "style-hash":
                    text.Write(HashOf(style));
                    break;
                case "script-hash":
                    text.Write(HashOf(script));
                    break;
                case "verdict":
                    WriteSummary(text, report);
                    break;
                case "coverage":
                    WriteCoverage(text, report.Coverage);
                    break;
                default:
                    text.Flush();
                    WriteData(output, [.. report.Findings.OrderBy(finding => finding.IsAmongTests)]);
                    break;
            }

            page = page[(close + 2)..];
        }

        text.Write(page);
    }

    private static void WriteSummary(StreamWriter text, ScanReport report)
    {
        var (count, isComplete) = (report.Findings.Count, report.Coverage.IsComplete);
        var summary = count > 0 ? $"{Tally.Format(report.Findings)}. Rotate real secrets first: removing the text does not undo a leak"
            : report.CleanSentence;
        text.WriteLine($"<p>{summary}.</p>");
        if (!report.Hidden.IsNone)
        {
            text.WriteLine($"<p>{EncodeHtml(report.Hidden.Sentence)}.</p>");
        }

        if (!isComplete)
        {
            text.WriteLine("<p class=\"alarm\">Not everything could be read, so the scan is incomplete; see Coverage.</p>");
        }

        text.WriteLine($"<p class=\"dim\">secretsentry {EncodeHtml(report.Version)}{EndOf(report)}</p>");
    }

    private static string EndOf(ScanReport report) => report.Ended == default ? ""
        : $", {report.Ended.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    private static void WriteCoverage(StreamWriter text, Coverage coverage)
    {
        text.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"<p>Scanned {coverage.Scanned:N0} of {coverage.Enumerated:N0}, {coverage.Bytes:N0} bytes.</p>"));
        WriteList(text, "Objects", coverage.Objects.Select(entry => Counted.FormatPlural(entry.Value, entry.Key.ToString())), "");
        WriteList(text, "Skipped", coverage.Skipped.Select(entry =>
            string.Create(CultureInfo.InvariantCulture, $"{entry.Value:N0} - {entry.Key}")), "");
        WriteList(text, "Accepted", AcceptedCounts.Format(coverage), "");
        WriteList(text, "Notes", coverage.Notices.Select(notice => notice.ToString()), "");
        WriteList(text, "Not read", coverage.Unreadable.Select(entry => $"{entry.Key} - {entry.Value}"), "alarm");
        WriteList(text, "Incomplete", coverage.Gaps.Select(gap => gap.ToString()), "alarm");
    }

    private static void WriteList(StreamWriter text, string title, IEnumerable<string> lines, string look)
    {
        var items = string.Concat(lines.Select(line => $"<li>{EncodeHtml(line)}</li>"));
        if (items.Length > 0)
        {
            text.WriteLine($"<p class=\"{look}\">{title}</p><ul>{items}</ul>");
        }
    }

    /// <summary>
    /// Writes the findings as arrays, in the order of columns that report.js defines. Repeated values (rules, paths, authors) are written
    /// once.
    /// </summary>
    private static void WriteData(Stream output, IReadOnlyList<Finding> findings)
    {
        using var json = new Utf8JsonWriter(output, JsonWriting.Compact);
        var rules = findings.Select(finding => finding.Rule).DistinctBy(RuleText.GetId).ToArray();
        var (paths, authors) = (findings.Select(Names.FormatPath).Distinct(StringComparer.Ordinal).ToArray(),
            findings.Select(f => f.Location.Author.ToString()).Distinct(StringComparer.Ordinal).ToArray());
        json.WriteStartObject();
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            WriteRule(json, rule);
        }

        json.WriteEndArray();
        JsonWriting.WriteTexts(json, "paths", paths);
        JsonWriting.WriteTexts(json, "authors", authors);
        json.WriteStartArray("rows");
        var ruleNumbers = IndexTexts(rules.Select(rule => RuleText.GetId(rule).ToString()));
        var (pathNumbers, authorNumbers) = (IndexTexts(paths), IndexTexts(authors));
        foreach (var finding in findings)
        {
            WriteRow(json, finding, ruleNumbers[RuleText.GetId(finding.Rule).ToString()], pathNumbers[Names.FormatPath(finding)],
                authorNumbers[finding.Location.Author.ToString()]);
            JsonWriting.FlushWhenLong(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Dictionary<string, int> IndexTexts(IEnumerable<string> texts) =>
        texts.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", RuleText.GetId(rule).ToString());
        json.WriteString("description", RuleText.GetDescription(rule).ToString());
        json.WriteNumber("severity", (int)rule.Severity);
        json.WriteString("rotate", Rotation.Describe(rule).ToString());
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, Finding finding, int rule, int path, int author)
    {
        var location = finding.Location;
        json.WriteStartArray();
        json.WriteNumberValue(rule);
        json.WriteNumberValue((int)finding.Confidence);
        json.WriteNumberValue(path);
        json.WriteNumberValue(location.Start.Line);
        json.WriteNumberValue(location.Start.Column);
        json.WriteStringValue(finding.Preview);
        json.WriteStringValue(finding.Fingerprint);
        json.WriteStringValue(location.Commit);
        json.WriteNumberValue(author);
        json.WriteStringValue(Names.Format(location.Date));
        json.WriteStringValue(location.Subject.ToString());
        json.WriteStringValue(location.Ref.ToString());
        json.WriteStringValue(location.Reachability);
        json.WriteStringValue(Names.Format(finding.Validity));
        json.WriteStartObject();
        foreach (var (name, value) in finding.Details)
        {
            json.WriteString(Safe.Escape(name), value.ToString());
        }

        json.WriteEndObject();
        json.WriteBooleanValue(finding.Stops);
        json.WriteEndArray();
    }

    private static string EncodeHtml(string text) => WebUtility.HtmlEncode(text);

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string ReadResource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
