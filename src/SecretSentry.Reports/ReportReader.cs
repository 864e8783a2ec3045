using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// Reads what <see cref="JsonReport"/> wrote, <c>json</c> or <c>jsonl</c>, so that the reports of shards can be merged. Unknown fields are
/// ignored.
/// </summary>
public static class ReportReader
{
    /// <summary>Maximum length of a report, in bytes. A longer file is not one of our reports.</summary>
    /// <summary>Returns the fingerprint of every finding in a report, in its order.</summary>
    /// <exception cref="FormatException">The file is not a report, or contains no finding.</exception>
    public static IReadOnlyList<string> ReadFingerprints(string file)
    {
        var found = new List<string>();
        try
        {
            var content = ForeignFile.ReadNamedBytes(file, Budgets.Report);
            var reader = new Utf8JsonReader(content, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("fingerprint"u8) && reader.Read())
                {
                    found.Add(reader.GetString()!);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"'{file}' is not a report in json or jsonl format: {ForeignSyntax.Describe(e)}", e);
        }

        return found.Count > 0 ? found : throw new FormatException($"'{file}' contains no finding");
    }

    /// <summary>
    /// Returns one report of all files, in the order of a single scan. A finding that several files contain is reported once.
    /// </summary>
    /// <param name="files">Name and content of each report.</param>
    /// <param name="rules">Rules of this program by id. A report contains only what a reader needs of a rule.</param>
    /// <param name="version">Version of this program.</param>
    /// <exception cref="FormatException">A file is not a report. The message names the file and the line.</exception>
    public static ScanReport Merge(IEnumerable<(string Name, byte[] Content)> files, IReadOnlyDictionary<string, Rule> rules,
        string version)
    {
        ArgumentNullException.ThrowIfNull(files);
        var (findings, hidden, coverage) = (new List<ReadFinding>(), HiddenFindings.None, new Coverage());
        foreach (var (name, content) in files)
        {
            if (content.Length > Budgets.Report.Length)
            {
                throw new FormatException($"'{name}' is too long; {Budgets.Report}");
            }

            try
            {
                hidden = hidden.Combine(Read(content, rules, findings, coverage));
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                throw new FormatException($"'{name}' is not a secretsentry report in json or jsonl format: "
                    + (e is FormatException ? e.Message : ForeignSyntax.Describe(e)), e);
            }
        }

        var merged = RemoveOld(findings).DistinctBy(f =>
            (RuleText.GetId(f.Rule), f.Fingerprint, f.Location.Path, f.Location.Start, f.Location.Commit, Names.GetRepository(f)))
            .OrderBy(f => f.Location.Path, ForeignText.Order).ThenBy(f => f.Location.Start.Line).ThenBy(f => f.Location.Start.Column)
            .ThenBy(f => RuleText.GetId(f.Rule), ForeignText.Order).ThenBy(f => f.Location.Commit, StringComparer.Ordinal)
            .ThenBy(Names.GetRepository, ForeignText.Order);
        return new([.. merged], coverage, version) { Hidden = hidden, Scope = "merged" };
    }

    /// <param name="Finding">The finding.</param>
    /// <param name="Age">0 for a fingerprint of the present format. 1 for one of version 0.1.0. 2 if the report also calls the rule by an
    /// id that is an alias now.</param>
    private readonly record struct ReadFinding(Finding Finding, int Age);

    /// <summary>
    /// Removes duplicates of older reports. An older and a later report contain the same finding under two fingerprints. The later one is
    /// kept.
    /// </summary>
    private static IEnumerable<Finding> RemoveOld(List<ReadFinding> findings)
    {
        var newest = findings.GroupBy(entry => GetKey(entry.Finding)).ToDictionary(same => same.Key, same => same.Min(entry => entry.Age));
        return findings.Where(entry => entry.Age == newest[GetKey(entry.Finding)]).Select(entry => entry.Finding);

        static (ForeignText, ForeignText, TextPosition, TextPosition, string, ForeignText) GetKey(Finding f) =>
            (RuleText.GetId(f.Rule), f.Location.Path, f.Location.Start, f.Location.End, f.Location.Commit,
                Names.GetRepository(f));
    }

    private static HiddenFindings Read(byte[] content, IReadOnlyDictionary<string, Rule> rules, List<ReadFinding> findings,
        Coverage coverage)
    {
        if (IsDocument(content))
        {
            using var document = JsonDocument.Parse(content);
            findings.AddRange(document.RootElement.GetProperty("findings").EnumerateArray().Select(item => ParseFinding(item, rules)));
            AddCoverage(document.RootElement.GetProperty("coverage"), coverage);
            return ParseHidden(document.RootElement);
        }

        if (content.Length > 0 && content[^1] != '\n')
        {
            throw new FormatException("its last line has no end, so the file is not complete");
        }

        // Lines contain no coverage, so it is unknown what was scanned.
        foreach (var line in Encoding.UTF8.GetString(content)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var item = JsonDocument.Parse(line);
            findings.Add(ParseFinding(item.RootElement, rules));
        }

        return HiddenFindings.None;
    }

    private static HiddenFindings ParseHidden(JsonElement json) =>
        json.TryGetProperty("hidden", out var hidden)
            ? new(GetCount(hidden.GetProperty("low")), GetCount(hidden.GetProperty("medium")))
            : HiddenFindings.None;

    /// <summary>
    /// Returns whether the content is a document. A document begins with its schema version, a line of <c>jsonl</c> with its rule.
    /// </summary>
    private static bool IsDocument(byte[] content)
    {
        var reader = new Utf8JsonReader(content);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals("schemaVersion"u8);
    }

    private static ReadFinding ParseFinding(JsonElement json, IReadOnlyDictionary<string, Rule> rules)
    {
        var id = GetText(json, "rule");
        var severity = ParseName<Severity>(json, "severity");
        var rule = rules.FindByName(id) ?? RuleText.CreateRule(id);
        var isRenamed = RuleText.GetId(rule) != id;
        var finding = new Finding
        {
            Rule = isRenamed ? rule : RuleText.ChangeDescription(rule, GetText(json, "description")) with { Severity = severity },
            Location = ParseLocation(json),
            Confidence = ParseName<Confidence>(json, "confidence"),
            Stops = !json.TryGetProperty("stops", out var stops) || stops.GetBoolean(), // in reports before 0.2 every finding stops
            Validity = GetText(json, "validity") switch
            {
                "checksum-valid" => Validity.ChecksumValid,
                "checksum-invalid" => Validity.ChecksumInvalid,
                _ => Validity.Unknown,
            },
            Preview = Safe.Escape(GetText(json, "preview")),
            Fingerprint = Safe.Escape(GetText(json, "fingerprint")),
            Details = json.TryGetProperty("details", out var details)
                ? details.EnumerateObject().DistinctBy(detail => detail.Name, StringComparer.Ordinal)
                .ToDictionary(detail => detail.Name, detail => new ForeignText(detail.Value.GetString() ?? ""), StringComparer.Ordinal)
                : new Dictionary<string, ForeignText>(StringComparer.Ordinal),
            Secret = json.TryGetProperty("secret", out var secret) ? secret.GetString() : null,
        };
        return new(finding, !SecretIdentity.IsOldFingerprint(finding.Fingerprint) ? 0 : isRenamed ? 2 : 1);
    }

    /// <summary>A number is not a name, although the library would read it as one.</summary>
    private static T ParseName<T>(JsonElement json, string name) where T : struct, Enum =>
        GetText(json, name) is var text && Enum.GetNames<T>().FirstOrDefault(valid =>
        valid.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? Enum.Parse<T>(found) : throw new FormatException($"'{name}' is none of {string.Join(", ", Enum.GetNames<T>())}");

    private static Location ParseLocation(JsonElement json) => new()
    {
        Path = GetText(json, "file"),
        Start = new(Number(json, "line"), Number(json, "column")),
        End = new(Number(json, "endLine"), Number(json, "endColumn")),
        FirstLine = Number(json, "line"),
        LastLine = Number(json, "endLine"),
        Commit = Safe.Escape(GetOptional(json, "commit")),
        Author = GetOptional(json, "author"),
        Date = GetOptional(json, "date") is { Length: > 0 } date ? ParseDate(date) : null,
        Subject = GetOptional(json, "subject"),
        Ref = GetOptional(json, "ref"),
        Reachability = Safe.Escape(GetOptional(json, "reachability")),
    };

    /// <summary>A date of the first or last year cannot be written in every time zone.</summary>
    private static DateTimeOffset ParseDate(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.Year > DateTimeOffset.MinValue.Year && date.Year < DateTimeOffset.MaxValue.Year
            ? date : throw new FormatException("'date' is not a valid date");

    /// <summary>Returns a count. Sums of counts of many reports do not overflow.</summary>
    private static long GetCount(JsonElement count) => count.TryGetInt64(out var value) && value is >= 0 and <= 1L << 53 ? value
        : throw new FormatException("a count is not a number from 0 to 2^53");

    private static void AddCoverage(JsonElement json, Coverage coverage)
    {
        coverage.AddCounts(GetCount(json.GetProperty("scanned")), GetCount(json.GetProperty("bytes")),
            GetCount(json.GetProperty("binary")), GetCount(json.GetProperty("allowedByComment")));
        foreach (var skipped in EnumerateEntries(json, "skipped"))
        {
            coverage.AddSkipped(skipped.Name, GetCount(skipped.Value));
        }

        foreach (var unreadable in EnumerateEntries(json, "unreadable"))
        {
            coverage.AddUnreadable(unreadable.Name, unreadable.Value.GetString() ?? "");
        }

        foreach (var kind in EnumerateEntries(json, "objects"))
        {
            coverage.Objects[kind.Name] = coverage.Objects.GetValueOrDefault(kind.Name) + GetCount(kind.Value);
        }

        foreach (var accepted in EnumerateEntries(json, "accepted"))
        {
            coverage.AddAccepted(accepted.Name, GetCount(accepted.Value));
        }

        coverage.Gaps.UnionWith(EnumerateItems(json, "gaps").Select(ForeignText.FromString));
        coverage.Notices.UnionWith(EnumerateItems(json, "notices").Select(ForeignText.FromString));
    }

    private static IEnumerable<JsonProperty> EnumerateEntries(JsonElement json, string name) =>
        json.TryGetProperty(name, out var map) ? map.EnumerateObject() : [];

    private static IEnumerable<string> EnumerateItems(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(item => item.GetString() ?? "") : [];

    private static string GetText(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";

    private static string GetOptional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
