using System.Globalization;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// Reads and writes <c>.secretsentry-ignore</c>. The file has one entry a line and is sorted, so that two branches that add entries merge
/// line by line. Format: <c>FINGERPRINT RULE [until=YYYY-MM-DD] [by=WHO] [at=PATH] reason in words</c>. Empty lines and lines that begin
/// with '#' are skipped. In WHO and PATH, a blank is written as %20, '%' as %25, and other white space and control characters as the bytes
/// of their UTF-8 in the same way.
/// </summary>
public static class IgnoreFile
{
    /// <summary>Name of the file at the top of a repository.</summary>
    public const string Name = ".secretsentry-ignore";

    /// <summary>The first words of a file that we wrote.</summary>
    internal static ReadOnlySpan<byte> FirstWords => "# Findings accepted on record."u8;

    private static int MaxLength => Budgets.Records.Length;

    /// <summary>Returns the entries of <paramref name="text"/>, in file order.</summary>
    /// <exception cref="RuleFileException">A line is not an entry. The message names the line.</exception>
    public static IReadOnlyList<IgnoreEntry> Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength)
        {
            throw new RuleFileException($"{file}: larger than {MaxLength / 1024 / 1024} MiB; to remove old entries, run: "
                + "secretsentry baseline prune");
        }

        var entries = new List<IgnoreEntry>();
        foreach (var (index, line) in text.Split('\n').Index())
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0 && trimmed[0] != '#')
            {
                entries.Add(ParseLine(trimmed, file, index + 1));
            }
        }

        return entries;
    }

    /// <summary>
    /// Returns the text of a file with <paramref name="entries"/>. It is sorted, and its first line says what the file is. It has one entry
    /// for each fingerprint. If several are given, the last one is used.
    /// </summary>
    public static string Format(IEnumerable<IgnoreEntry> entries)
    {
        var lines = entries.GroupBy(entry => entry.Fingerprint, StringComparer.Ordinal).Select(same => FormatLine(same.Last()))
            .Order(StringComparer.Ordinal);
        var text =
            new StringBuilder("# Findings accepted on record. Fields: fingerprint, rule, until=, by=, at=, reason. Kept sorted by "
            + "'secretsentry baseline'.\n");
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>
    /// Merges two versions of a file. An entry that one side added, or that both sides kept, stays. An entry that one side removed is
    /// removed. If both sides changed an entry, the earlier expiry is used.
    /// </summary>
    public static IReadOnlyList<IgnoreEntry> Merge(IReadOnlyList<IgnoreEntry> ancestor, IReadOnlyList<IgnoreEntry> ours,
        IReadOnlyList<IgnoreEntry> theirs)
    {
        var (old, mine, other) = (IndexByFingerprint(ancestor), IndexByFingerprint(ours), IndexByFingerprint(theirs));
        var merged = new List<IgnoreEntry>();
        foreach (var name in mine.Keys.Union(other.Keys, StringComparer.Ordinal))
        {
            var (before, here, there) = (old.GetValueOrDefault(name), mine.GetValueOrDefault(name), other.GetValueOrDefault(name));
            if (here is null || there is null)
            {
                if (before is null)
                {
                    merged.Add(here ?? there!); // one side added it
                }

                continue;
            }

            merged.Add(FormatLine(here) == (before is null ? null : FormatLine(before)) ? there
                : FormatLine(there) == (before is null ? null : FormatLine(before)) ? here
                : (here.Until ?? DateOnly.MaxValue) <= (there.Until ?? DateOnly.MaxValue) ? here : there);
        }

        return merged;
    }

    private static Dictionary<string, IgnoreEntry> IndexByFingerprint(IEnumerable<IgnoreEntry> entries) =>
        entries.GroupBy(entry => entry.Fingerprint, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Last(), StringComparer.Ordinal);

    private static IgnoreEntry ParseLine(string text, string file, int line)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (!Fingerprints.IsWellFormed(words[0]))
        {
            throw new RuleFileException($"{file}:{line}: '{Quoted.Shorten(words[0])}' is not a fingerprint; a valid entry is FINGERPRINT "
                + "RULE [until=YYYY-MM-DD] [by=WHO] [at=PATH] reason, with a fingerprint from a report");
        }

        if (words.Length < 2 || words[1].Contains('=', StringComparison.Ordinal))
        {
            throw new RuleFileException($"{file}:{line}: the entry has no rule; write the rule id after the fingerprint");
        }

        var (entry, index) = (new IgnoreEntry(words[0], words[1]) { Line = line }, 2);
        for (; index < words.Length && words[index].Split('=', 2) is [var key and ("until" or "by" or "at"), var value]; index++)
        {
            entry = key switch
            {
                "until" => entry with
                {
                    Until = DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                        ? day : throw new RuleFileException(
                        $"{file}:{line}: 'until' is '{Quoted.Shorten(value)}'; a valid date looks like 2027-01-31"),
                },
                "by" => entry with { By = Unescape(value) },
                _ => entry with { Location = Unescape(value) },
            };
        }

        return entry with { Reason = string.Join(' ', words[index..]) };
    }

    private static string FormatLine(IgnoreEntry entry)
    {
        var line = new StringBuilder($"{entry.Fingerprint} {entry.Rule}");
        if (entry.Until is { } day)
        {
            line.Append(" until=").Append(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        Append(" by=", Escape(entry.By));
        Append(" at=", Escape(entry.Location));
        Append(" ", string.Join(' ', entry.Reason.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return line.ToString();

        void Append(string label, string value)
        {
            if (value.Length > 0)
            {
                line.Append(label).Append(value);
            }
        }
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(c => c == '%' || char.IsWhiteSpace(c) || char.IsControl(c) ? Uri.EscapeDataString(c.ToString())
        : c.ToString()));

    private static string Unescape(string text) => Uri.UnescapeDataString(text);
}
