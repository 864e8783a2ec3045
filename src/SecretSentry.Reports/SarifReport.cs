using System.Globalization;
using System.Text.Json;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// SARIF 2.1.0 (OASIS), as code-scanning services accept it: severities as numbers, a level for each result, at most 25,000 results in a
/// run, and an id for each run. The id has the scope of the scan, because a service closes the results of an earlier run with the same id.
/// The fingerprint identifies the secret and has a name of our own. The service computes the hash of the line itself.
/// </summary>
internal static class SarifReport
{
    /// <summary>Maximum number of results in a run. GitHub rejects runs with more.</summary>
    private const int ResultsPerRun = 25_000;

    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes one log.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, JsonWriting.GetOptions(report));
        json.WriteStartObject();
        json.WriteString("$schema", Schema);
        json.WriteString("version", "2.1.0");
        json.WriteStartArray("runs");
        for (var from = 0; from == 0 || from < report.Findings.Count; from += ResultsPerRun)
        {
            WriteRun(json, report, from);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter json, ScanReport report, int from)
    {
        var findings = report.Findings.Skip(from).Take(ResultsPerRun).ToArray();
        Rule[] rules = [.. findings.Select(finding => finding.Rule).DistinctBy(RuleText.GetId)
            .OrderBy(RuleText.GetId, ForeignText.Order)];
        var numbers = rules.Index().ToDictionary(entry => RuleText.GetId(entry.Item), entry => entry.Index);
        json.WriteStartObject();
        WriteTool(json, rules, report.Version);
        json.WriteStartObject("automationDetails");
        json.WriteString("id", string.Create(CultureInfo.InvariantCulture,
            $"secretsentry/{report.Scope}/{(from == 0 ? "" : $"part-{(from / ResultsPerRun) + 1}/")}"));
        json.WriteEndObject();
        WriteInvocation(json, report);
        json.WriteString("columnKind", "unicodeCodePoints");
        json.WriteStartArray("results");
        foreach (var finding in findings)
        {
            WriteResult(json, finding, numbers[RuleText.GetId(finding.Rule)]);
            JsonWriting.FlushWhenLong(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter json, Rule[] rules, string version)
    {
        json.WriteStartObject("tool");
        json.WriteStartObject("driver");
        json.WriteString("name", "SecretSentry");
        json.WriteString("version", version);
        json.WriteString("semanticVersion", version);
        json.WriteString("informationUri", "https://www.nuget.org/packages/SecretSentry");
        json.WriteStartArray("rules");
        foreach (var rule in rules)
        {
            WriteRule(json, rule);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRule(Utf8JsonWriter json, Rule rule)
    {
        json.WriteStartObject();
        json.WriteString("id", RuleText.GetId(rule).Redacted);
        if (rule.Aliases.Count > 0)
        {
            JsonWriting.WriteTexts(json, "deprecatedIds", rule.Aliases.Select(Safe.Escape));
        }

        WriteText(json, "shortDescription", RuleText.GetTitle(rule).ToString());
        WriteText(json, "fullDescription", RuleText.GetTitle(rule).ToString());
        var reference = RuleText.GetReference(rule).ToString();
        if (Uri.TryCreate(reference, UriKind.Absolute, out var page)
            && (page.Scheme == Uri.UriSchemeHttps || page.Scheme == Uri.UriSchemeHttp))
        {
            json.WriteString("helpUri", reference);
        }

        WriteText(json, "help", Rotation.Describe(rule).ToString());
        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", GetLevel(rule.Severity));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("precision", rule.Confidence switch { Confidence.High => "very-high", Confidence.Medium => "medium", _ => "low" });
        json.WriteString("security-severity", rule.Severity switch
        {
            Severity.Critical => "9.5",
            Severity.High => "8.0",
            Severity.Medium => "5.5",
            _ => "2.5",
        });
        JsonWriting.WriteTexts(json, "tags", ["security", "external/cwe/cwe-798"]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the invocation. What could not be read makes the run unsuccessful, like the exit code.</summary>
    private static void WriteInvocation(Utf8JsonWriter json, ScanReport report)
    {
        var coverage = report.Coverage;
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", coverage.IsComplete);
        json.WriteStartArray("toolExecutionNotifications");
        foreach (var (level, text) in coverage.Unreadable.Select(entry => ("error", $"Not read: {entry.Key} - {entry.Value}"))
            .Concat(coverage.Gaps.Select(gap => ("error", $"Incomplete: {gap}")))
            .Concat(coverage.Notices.Select(notice => ("warning", notice.ToString())))
            .Concat(report.Hidden.IsNone ? [] : new[] { ("note", report.Hidden.Sentence) }))
        {
            json.WriteStartObject();
            json.WriteString("level", level);
            WriteText(json, "message", text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter json, Finding finding, int rule)
    {
        json.WriteStartObject();
        json.WriteString("ruleId", RuleText.GetId(finding.Rule).Redacted);
        json.WriteNumber("ruleIndex", rule);
        json.WriteString("level", finding.Stops ? "error" : finding.Confidence == Confidence.Low ? "note" : "warning");
        WriteText(json, "message", FormatMessage(finding));
        json.WriteStartArray("locations");
        WriteLocation(json, finding.Location);
        json.WriteEndArray();
        json.WriteStartObject("partialFingerprints");
        json.WriteString("secretsentry/v2", finding.Fingerprint);
        json.WriteEndObject();
        WriteProperties(json, finding);
        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, Location location)
    {
        json.WriteStartObject();
        json.WriteStartObject("physicalLocation");
        json.WriteStartObject("artifactLocation");
        var path = location.Path.Redacted;
        var isRooted = path.StartsWith('/');
        json.WriteString("uri", (isRooted ? "file://" : "") + string.Join('/', path.Split('/').Select(Uri.EscapeDataString)));
        if (!isRooted)
        {
            json.WriteString("uriBaseId", "%SRCROOT%");
        }

        json.WriteEndObject();
        json.WriteStartObject("region");
        json.WriteNumber("startLine", Math.Max(1, location.Start.Line));
        json.WriteNumber("startColumn", Math.Max(1, location.Start.Column));
        json.WriteNumber("endLine", Math.Max(1, location.End.Line));
        json.WriteNumber("endColumn", Math.Max(1, location.End.Column) + 1); // after the last character
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject("properties");
        json.WriteString("confidence", Names.Format(finding.Confidence));
        json.WriteBoolean("stops", finding.Stops);
        json.WriteString("preview", finding.Preview);
        json.WriteString("validity", Names.Format(finding.Validity));
        if (Names.GetRepository(finding) is { IsEmpty: false } repository)
        {
            json.WriteString("repository", repository.Redacted);
        }

        if (finding.Location.Commit.Length > 0)
        {
            json.WriteString("commit", finding.Location.Commit);
            json.WriteString("author", finding.Location.Author.Redacted);
            json.WriteString("date", Names.Format(finding.Location.Date));
            json.WriteString("ref", finding.Location.Ref.Redacted);
        }

        if (finding.Location.Reachability.Length > 0)
        {
            json.WriteString("reachability", finding.Location.Reachability);
        }

        json.WriteEndObject();
    }

    private static string FormatMessage(Finding finding) =>
        $"{RuleText.GetTitle(finding.Rule)}: {finding.Preview}{DescribeIntroduction(finding.Location.Commit)}"
        + $"{Names.DescribeRepository(finding)}.";

    private static string DescribeIntroduction(string commit) =>
        commit.Length > 0 ? $", added by commit {Names.ShortenCommit(commit)}" : "";

    private static string GetLevel(Severity severity) => severity switch
    {
        Severity.Critical or Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    private static void WriteText(Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartObject(name);
        json.WriteString("text", text);
        json.WriteEndObject();
    }
}
