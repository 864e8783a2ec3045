using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>GitLab's secret-detection report, schema 15.0.4 (gitlab.com/gitlab-org/security-products/security-report-schemas).</summary>
internal static class GitLabReport
{
    private const string SchemaVersion = "15.0.4";

    /// <summary>Commit when none is known. GitLab's own analyzer writes the same value.</summary>
    private const string NoCommit = "0000000";

    /// <summary>Writes one document.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, JsonWriting.GetOptions(report));
        json.WriteStartObject();
        json.WriteString("version", SchemaVersion);
        json.WriteString("schema",
            "https://gitlab.com/gitlab-org/security-products/security-report-schemas/-/raw/"
            + $"v{SchemaVersion}/dist/secret-detection-report-format.json");
        WriteScan(json, report);
        json.WriteStartArray("vulnerabilities");
        foreach (var finding in report.Findings)
        {
            WriteFinding(json, finding);
            JsonWriting.FlushWhenLong(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteScan(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartObject("scan");
        WriteProgram(json, "analyzer", report.Version);
        WriteProgram(json, "scanner", report.Version);
        json.WriteString("type", "secret_detection");
        json.WriteString("start_time", Time(report.Started));
        json.WriteString("end_time", Time(report.Ended));
        json.WriteString("status", report.Coverage.IsComplete ? "success" : "failure");
        json.WriteStartArray("messages");
        foreach (var (level, text) in report.Coverage.Unreadable.Select(entry => ("fatal", $"not read: {entry.Key} - {entry.Value}"))
            .Concat(report.Coverage.Gaps.Select(gap => ("fatal", gap.ToString())))
            .Concat(report.Coverage.Notices.Select(notice => ("warn", notice.ToString())))
            .Concat(report.Hidden.IsNone ? [] : new[] { ("info", report.Hidden.Sentence) }))
        {
            json.WriteStartObject();
            json.WriteString("level", level);
            json.WriteString("value", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProgram(Utf8JsonWriter json, string name, string version)
    {
        json.WriteStartObject(name);
        json.WriteString("id", "secretsentry");
        json.WriteString("name", "SecretSentry");
        json.WriteString("version", version);
        json.WriteStartObject("vendor");
        json.WriteString("name", "SecretSentry");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter json, Finding finding)
    {
        var (rule, location) = (finding.Rule, finding.Location);
        json.WriteStartObject();
        json.WriteString("id", ComputeId(finding));
        json.WriteString("category", "secret_detection");
        json.WriteString("name", Cut(RuleText.GetTitle(rule).ToString(), 255));
        json.WriteString("description",
            $"{RuleText.GetDescription(rule)}: {finding.Preview} ({Names.Format(finding.Confidence)} "
            + $"confidence{(finding.Stops ? "" : ", does not stop")}, fingerprint {finding.Fingerprint}"
            + $"{Names.DescribeRepository(finding)})");
        json.WriteString("severity", GetSeverity(finding));
        json.WriteString("solution", Cut(Rotation.Describe(rule).ToString(), 7000));
        json.WriteStartArray("identifiers");
        json.WriteStartObject();
        json.WriteString("type", "secretsentry_rule_id");
        json.WriteString("name", $"SecretSentry rule {RuleText.GetId(rule)}");
        json.WriteString("value", RuleText.GetId(rule).Redacted);
        json.WriteEndObject();
        json.WriteEndArray();
        WriteTracking(json, finding);
        WriteLocation(json, location);
        json.WriteEndObject();
    }

    /// <summary>Returns the severity. GitLab's approval rules use it, so a finding that is only listed gets the lowest severity.</summary>
    private static string GetSeverity(Finding finding) =>
        finding.Stops ? finding.Rule.Severity switch
        {
            Severity.Critical => "Critical",
            Severity.High => "High",
            Severity.Medium =>
            "Medium",
            _ => "Low"
        } : "Info";

    /// <summary>Writes the tracking data. GitLab uses it to follow a finding when lines move.</summary>
    private static void WriteTracking(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("tracking");
        json.WriteString("type", "source");
        json.WriteStartArray("items");
        json.WriteStartObject();
        json.WriteString("file", finding.Location.Path.Redacted);
        json.WriteNumber("start_line", finding.Location.Start.Line);
        json.WriteNumber("end_line", finding.Location.End.Line);
        json.WriteStartArray("signatures");
        json.WriteStartObject();
        json.WriteString("algorithm", "hash");
        json.WriteString("value", finding.Fingerprint);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject("location");
        json.WriteString("file", location.Path.Redacted);
        json.WriteNumber("start_line", location.Start.Line);
        json.WriteNumber("end_line", location.End.Line);
        json.WriteStartObject("commit");
        json.WriteString("sha", location.Commit.Length > 0 ? location.Commit : NoCommit);
        if (!location.Author.IsEmpty)
        {
            json.WriteString("author", location.Author.Redacted);
            json.WriteString("date", Names.Format(location.Date));
            json.WriteString("message", location.Subject.Redacted);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>
    /// Computes a UUID (RFC 9562, version 8: custom) from rule, secret and location. The same finding has the same id in every pipeline.
    /// </summary>
    private static string ComputeId(Finding finding)
    {
        var location = finding.Location;
        var hash =
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"{finding.Fingerprint}\n{location.Path.Redacted}\n{location.Start.Line}\n{location.Start.Column}\n{location.Commit}"
            + $"{Names.DescribeRepository(finding)}")));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
