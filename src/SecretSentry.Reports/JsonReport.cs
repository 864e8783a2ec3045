using System.Globalization;
using System.Text.Json;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// The machine-readable formats: <c>json</c> (one document) and <c>jsonl</c> (one finding a line). The fields are documented in README.
/// </summary>
internal static class JsonReport
{
    /// <summary>Schema version of the document. It is raised when a field changes its meaning or is removed.</summary>
    private const int SchemaVersion = 1;

    /// <summary>Writes <c>{schemaVersion, tool, findings, hidden, coverage}</c>.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, JsonWriting.Indented);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        json.WriteStartObject("tool");
        json.WriteString("name", "secretsentry");
        json.WriteString("version", report.Version);
        json.WriteEndObject();
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            WriteFinding(json, finding);
            JsonWriting.FlushWhenLong(json);
        }

        json.WriteEndArray();
        json.WriteStartObject("hidden");
        json.WriteNumber("medium", report.Hidden.Medium);
        json.WriteNumber("low", report.Hidden.Low);
        json.WriteEndObject();
        WriteCoverage(json, report.Coverage);
        json.WriteEndObject();
    }

    /// <summary>Writes one finding a line.</summary>
    public static void WriteLines(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var finding in report.Findings)
        {
            using (var json = new Utf8JsonWriter(output, JsonWriting.Compact))
            {
                WriteFinding(json, finding);
            }

            output.WriteByte((byte)'\n');
        }
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        var location = finding.Location;
        json.WriteStartObject();
        json.WriteString("rule", RuleText.GetId(finding.Rule).Redacted);
        json.WriteString("description", RuleText.GetDescription(finding.Rule).Redacted);
        json.WriteString("severity", Names.Format(finding.Rule.Severity));
        json.WriteString("confidence", Names.Format(finding.Confidence));
        json.WriteBoolean("stops", finding.Stops);
        json.WriteString("file", location.Path.Redacted);
        json.WriteNumber("line", location.Start.Line);
        json.WriteNumber("column", location.Start.Column);
        json.WriteNumber("endLine", location.End.Line);
        json.WriteNumber("endColumn", location.End.Column);
        json.WriteString("preview", finding.Preview);
        json.WriteString("fingerprint", finding.Fingerprint);
        json.WriteString("validity", Names.Format(finding.Validity));
        WriteHistory(json, location);
        json.WriteStartObject("details");
        foreach (var (name, value) in finding.Details)
        {
            json.WriteString(new ForeignText(name).Redacted, value.Redacted);
        }

        json.WriteEndObject();
        if (finding.Secret is not null)
        {
            json.WriteString("secret", finding.Secret);
        }

        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, Location location)
    {
        if (location.Reachability.Length == 0)
        {
            return;
        }

        json.WriteString("commit", location.Commit);
        json.WriteString("author", location.Author.Redacted);
        json.WriteString("date", Names.Format(location.Date));
        json.WriteString("subject", location.Subject.Redacted);
        json.WriteString("ref", location.Ref.Redacted);
        json.WriteString("reachability", location.Reachability);
    }

    private static void WriteCoverage(Utf8JsonWriter json, Coverage coverage)
    {
        json.WriteStartObject("coverage");
        json.WriteBoolean("complete", coverage.IsComplete);
        json.WriteNumber("enumerated", coverage.Enumerated);
        json.WriteNumber("scanned", coverage.Scanned);
        json.WriteNumber("bytes", coverage.Bytes);
        json.WriteNumber("binary", coverage.Binary);
        json.WriteNumber("allowedByComment", coverage.Allowed);
        WriteMap(json, "accepted", coverage.Accepted, (name, value) => json.WriteNumber(name, value));
        WriteMap(json, "skipped", coverage.Skipped, (name, value) => json.WriteNumber(name, value));
        WriteMap(json, "unreadable", coverage.Unreadable, (name, value) => json.WriteString(name, value.Redacted));
        WriteMap(json, "objects", coverage.Objects, (name, value) => json.WriteNumber(name, value));
        JsonWriting.WriteTexts(json, "gaps", coverage.Gaps.Select(gap => gap.Redacted));
        JsonWriting.WriteTexts(json, "notices", coverage.Notices.Select(notice => notice.Redacted));
        json.WriteEndObject();
    }

    private static void WriteMap<T>(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<ForeignText, T>> map,
        Action<string, T> write)
    {
        json.WriteStartObject(name);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in map)
        {
            var text = key.Redacted;
            for (var copy = 2; !seen.Add(text); copy++) // names that differ only in what is masked
            {
                text = string.Create(CultureInfo.InvariantCulture, $"{key.Redacted} ({copy})");
            }

            write(text, value);
        }

        json.WriteEndObject();
    }
}
