using System.Globalization;
using System.Text.Json;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Acceptance;

/// <summary>Reads gitleaks' ignore file and gitleaks' reports, which it uses as baselines.</summary>
internal static class GitleaksRecords
{
    /// <summary>Name of gitleaks' ignore file.</summary>
    public const string IgnoreName = ".gitleaksignore";

    /// <summary>Parses an ignore file: <c>[commit:]file:rule:line</c>, one entry a line. '#' begins a comment.</summary>
    /// <exception cref="RuleFileException">A line has another format.</exception>
    public static IReadOnlyList<GitleaksRecord> ParseIgnore(string text, string file)
    {
        var records = new List<GitleaksRecord>();
        foreach (var (index, raw) in text.Split('\n').Index())
        {
            var line = raw.Split('#')[0].Trim();
            if (line.Length > 0)
            {
                records.Add(ParseLine(line, $"{file}:{index + 1}"));
            }
        }

        return records;
    }

    /// <summary>Parses a JSON report of gitleaks.</summary>
    /// <exception cref="RuleFileException">The text is not such a report.</exception>
    public static IReadOnlyList<GitleaksRecord> ParseReport(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Index()
                .Select(entry => FromJson(entry.Item, $"{file}, entry {entry.Index + 1}"))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RuleFileException($"{file}: not a JSON report of gitleaks: {e.Message}");
        }
    }

    private static GitleaksRecord ParseLine(string line, string origin)
    {
        var parts = line.Replace('\\', '/').Split(':');
        if (parts.Length < 3 || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new RuleFileException($"{origin}: '{Quoted.Shorten(line)}' is not a gitleaks entry; valid "
                + "entries are COMMIT:FILE:RULE:LINE and FILE:RULE:LINE");
        }

        var hasCommit = parts.Length > 3 && parts[0].Length is 40 or 64 && parts[0].All(char.IsAsciiHexDigit);
        return new(hasCommit ? parts[0] : "", string.Join(':', parts[(hasCommit ? 1 : 0)..^2]), parts[^2], number, "", origin);
    }

    private static GitleaksRecord FromJson(JsonElement json, string origin)
    {
        var secret = GetText(json, "Secret");
        return new(GetText(json, "Commit"), GetText(json, "File").Replace('\\', '/'), GetText(json, "RuleID"), json.GetProperty("StartLine")
            .GetInt32(), IsRedacted(secret) ? "" : secret, origin);
    }

    /// <summary>
    /// Returns whether a secret is redacted. gitleaks --redact writes REDACTED. With a percentage it writes the beginning of the secret and
    /// dots.
    /// </summary>
    private static bool IsRedacted(string secret) =>
        secret.Length == 0 || secret == "REDACTED" || secret.EndsWith("...", StringComparison.Ordinal);

    private static string GetText(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
