using System.Text.Json;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Acceptance;

/// <summary>Reads a report of ours, <c>json</c> or <c>jsonl</c>, as records of accepted findings.</summary>
internal static class ReportRecords
{
    /// <summary>Maximum depth of JSON. Our reports have a depth of 5.</summary>
    private const int MaxDepth = 16;

    /// <summary>
    /// Returns an entry for each finding of a report. The entries have no line, because nobody maintains them one by one. So none of them
    /// is reported as stale.
    /// </summary>
    /// <exception cref="RuleFileException">The text is no such report.</exception>
    public static IReadOnlyList<IgnoreEntry> Parse(string text, string file)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new() { AllowMultipleValues = true, MaxDepth = MaxDepth });
        var entries = new List<IgnoreEntry>();
        try
        {
            while (reader.Read())
            {
                using var document = JsonDocument.ParseValue(ref reader);
                entries.AddRange(EnumerateFindings(document.RootElement).Select(finding => CreateEntry(finding, file)));
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RuleFileException($"{file}: neither a file of accepted findings nor a report of secretsentry in json or jsonl format "
                + "nor one of gitleaks");
        }

        return entries;
    }

    /// <summary>A report in json has a list of findings. In jsonl each finding is a value of its own.</summary>
    private static IEnumerable<JsonElement> EnumerateFindings(JsonElement value) =>
        value.TryGetProperty("findings", out var list) ? [.. list.EnumerateArray()]
        : value.TryGetProperty("fingerprint", out _) ? [value] : throw new JsonException("no report");

    private static IgnoreEntry CreateEntry(JsonElement finding, string file)
    {
        var (fingerprint, rule) = (finding.GetProperty("fingerprint").GetString() ?? "", finding.GetProperty("rule").GetString() ?? "");
        return Fingerprints.IsWellFormed(fingerprint) && rule.Length > 0
            ? new(fingerprint, rule) { Reason = "in a report given as baseline" }
            : throw new RuleFileException($"{file}: a finding has no valid fingerprint; make the report again with: secretsentry scan "
                + "--format json");
    }
}
