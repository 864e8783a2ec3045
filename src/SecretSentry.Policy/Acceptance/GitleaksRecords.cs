using System.Globalization;
using System.Text;
using System.Text.Json;
using SecretSentry.Engine.Findings;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Acceptance;

/// <summary>A finding that gitleaks accepts, as one of its files names it.</summary>
/// <param name="Commit">Full id of the commit; empty: any.</param>
/// <param name="File">Path with '/' between folders.</param>
/// <param name="Rule">gitleaks' id of the rule.</param>
/// <param name="Line">First line, from 1.</param>
/// <param name="Secret">The secret, where the file holds it; it never leaves the process.</param>
/// <param name="Origin">File and line, or file and number, of the record.</param>
internal sealed record GitleaksRecord(string Commit, string File, string Rule, int Line, string Secret, string Origin)
{
    /// <summary>Whether the finding is the one at this place: by line, commit (if the record names one) and rule.</summary>
    public bool IsPlaceOf(Finding finding) =>
        finding.Place.FirstLine <= Line && Line <= finding.Place.LastLine && (Commit.Length == 0 || Commit == finding.Place.Commit)
            && GitleaksNames.MayMean(Rule, finding.Rule);
}

/// <summary>Finds the record of a finding among many: with its secret, whatever the place; without, by place.</summary>
internal sealed class GitleaksIndex(IEnumerable<GitleaksRecord> records)
{
    private readonly GitleaksRecord[] _withSecret = [.. records.Where(record => record.Secret.Length > 0)];
    private readonly ILookup<string, GitleaksRecord> _byFile = records.Where(record => record.Secret.Length == 0)
        .ToLookup(record => record.File, StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, GitleaksRecord>> _byRule = new(StringComparer.Ordinal);

    /// <summary>The record that accepts <paramref name="finding"/>; null: none does.</summary>
    public GitleaksRecord? Find(Finding finding) => _byFile[finding.Place.Path].FirstOrDefault(record => record.IsPlaceOf(finding))
        ?? FingerprintsFor(finding.Rule.Id).GetValueOrDefault(finding.Fingerprint);

    /// <summary>The records' secrets under a rule of ours, made once for each rule.</summary>
    private Dictionary<string, GitleaksRecord> FingerprintsFor(string rule)
    {
        if (!_byRule.TryGetValue(rule, out var known))
        {
            _byRule[rule] = known = new(StringComparer.Ordinal);
            foreach (var record in _withSecret)
            {
                known[Finding.FingerprintOf(rule, Encoding.UTF8.GetBytes(record.Secret))] = record;
            }
        }

        return known;
    }
}

/// <summary>Reads gitleaks' ignore file and its reports, which serve it as baselines.</summary>
internal static class GitleaksRecords
{
    /// <summary>Name of gitleaks' ignore file.</summary>
    public const string IgnoreName = ".gitleaksignore";

    /// <summary><c>[commit:]file:rule:line</c>, one a line; '#' begins a comment.</summary>
    /// <exception cref="RuleFileException">A line of another form.</exception>
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

    /// <summary>A JSON report of gitleaks.</summary>
    /// <exception cref="RuleFileException">Not such a report.</exception>
    public static IReadOnlyList<GitleaksRecord> ParseReport(string text, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return [.. document.RootElement.EnumerateArray().Index()
                .Select(entry => OfJson(entry.Item, $"{file}, entry {entry.Index + 1}"))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RuleFileException($"{file}: no JSON report of gitleaks: {e.Message}");
        }
    }

    private static GitleaksRecord ParseLine(string line, string origin)
    {
        var parts = line.Replace('\\', '/').Split(':');
        if (parts.Length < 3 || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new RuleFileException($"{origin}: '{(line.Length <= 60 ? line : line[..60] + "...")}' is no entry of gitleaks; valid "
                + $"are COMMIT:FILE:RULE:LINE and FILE:RULE:LINE");
        }

        var hasCommit = parts.Length > 3 && parts[0].Length is 40 or 64 && parts[0].All(char.IsAsciiHexDigit);
        return new(hasCommit ? parts[0] : "", string.Join(':', parts[(hasCommit ? 1 : 0)..^2]), parts[^2], number, "", origin);
    }

    private static GitleaksRecord OfJson(JsonElement json, string origin)
    {
        var secret = Text(json, "Secret");
        return new(Text(json, "Commit"), Text(json, "File").Replace('\\', '/'), Text(json, "RuleID"), json.GetProperty("StartLine")
            .GetInt32(), IsRedacted(secret) ? "" : secret, origin);
    }

    /// <summary>gitleaks --redact writes REDACTED, or with a share of it the beginning and dots.</summary>
    private static bool IsRedacted(string secret) =>
        secret.Length == 0 || secret == "REDACTED" || secret.EndsWith("...", StringComparison.Ordinal);

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
