using System.Globalization;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Findings;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy.Acceptance;

/// <summary>
/// All records of accepted findings of a run: ignore files, baselines, gitleaks' files, and allow-lists that name commits. For every
/// command, <see cref="Judge"/> is the only place where a finding is accepted by record.
/// </summary>
public sealed class Acceptances
{
    /// <summary>Maximum number of stale records that are named one by one.</summary>
    private const int NamedStale = 5;

    /// <summary>
    /// Maximum number of salts. Each finding is hashed with each salt, slowly if its secret could be guessed. A file has one salt, and one
    /// more for each file of a repository with another salt that it was merged with.
    /// </summary>
    private const int MaxSalts = 8;

    /// <summary>As <see cref="MaxSalts"/>, for records of version 0.1.0. Each of its files had a salt of its own.</summary>
    private const int MaxOldSalts = 100;

    private readonly List<FileEntry> _entries = [];
    private readonly RecordIndex _index = new();
    private readonly List<GitleaksRecord> _gitleaks = [];
    private readonly List<SharedAllowlist> _commitLists = [];

    /// <summary>Salt of the fingerprints of this repository. It does not depend on what is accepted.</summary>
    internal string Salt { get; init; } = "";

    /// <summary>
    /// Adds the records of a file. The content decides the format: a report of gitleaks (a JSON array), one of ours (<c>json</c> or
    /// <c>jsonl</c>), or our own entries.
    /// </summary>
    /// <exception cref="RuleFileException">The file has none of these formats. The message names the file, and the line if there is
    /// one.</exception>
    internal void Add(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        switch (text.AsSpan().TrimStart())
        {
            case ['[', ..]:
                _gitleaks.AddRange(GitleaksRecords.ParseReport(text, file));
                break;
            case ['{', ..]:
                Add(ReportRecords.Parse(text, file), file);
                break;
            default:
                Add(IgnoreFile.Parse(text, file), file);
                break;
        }
    }

    private void Add(IReadOnlyList<IgnoreEntry> entries, string file)
    {
        foreach (var entry in entries)
        {
            _entries.Add(new(file, entry));
            _index.Add(new(file, entry));
        }

        if (_index.Fingerprints.SaltCount > MaxSalts || _index.Fingerprints.OldSaltCount > MaxOldSalts)
        {
            throw new RuleFileException($"{file}: more than {MaxSalts} different salts ({MaxOldSalts} in records of version 0.1.0); to use "
                + "that of this repository for all, run: secretsentry baseline migrate");
        }
    }

    /// <summary>Adds the records of gitleaks' ignore file.</summary>
    /// <exception cref="RuleFileException">A line is not an entry.</exception>
    internal void AddGitleaksIgnore(string text, string file) => _gitleaks.AddRange(GitleaksRecords.ParseIgnore(text, file));

    /// <summary>Adds allow-lists that accept by commit. The scanner cannot apply them, because it does not know commits.</summary>
    internal void Add(IEnumerable<SharedAllowlist> lists) => _commitLists.AddRange(lists.Where(list => list.List.Commits.Count > 0));

    /// <summary>Separates findings into those that remain and those that are accepted.</summary>
    /// <param name="findings">The findings of a scan.</param>
    /// <param name="today">Entries that end before this day are no longer valid.</param>
    /// <param name="sawEverything">Whether the scan covered everything, so that a record without a finding is stale.</param>
    /// <param name="displayed"> Minimum confidence of findings that are shown. Of the others there can be very many, so a record of another
    /// rule is not searched for. </param>
    public Judgement Judge(IReadOnlyList<Finding> findings, DateOnly today, bool sawEverything, Confidence displayed = Confidence.Low)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0 && !sawEverything)
        {
            return new([], [], []); // nearly every commit ends here
        }

        var (used, expired) = (new HashSet<IgnoreEntry>(ReferenceEqualityComparer.Instance), new HashSet<string>(StringComparer.Ordinal));
        var gitleaks = new GitleaksIndex(_gitleaks);
        var (remaining, accepted) = (new List<Finding>(), new List<AcceptedFinding>());
        foreach (var found in findings)
        {
            var finding = found with { Salt = Salt };
            if (FindByEntry(finding) is { } entry)
            {
                accepted.Add(new(finding, string.Create(CultureInfo.InvariantCulture, $"{entry.File}:{entry.Entry.Line}"), entry.File,
                    entry.Entry.Reason));
            }
            else if (FindByGitleaks(finding, gitleaks) is { } other)
            {
                accepted.Add(other);
            }
            else
            {
                remaining.Add(finding);
            }
        }

        return new(remaining, accepted, [.. expired.Order(StringComparer.Ordinal), .. sawEverything ? DescribeStale(used) : []]);

        FileEntry? FindByEntry(Finding finding)
        {
            if (finding.Confidence < displayed && !_index.Fingerprints.HasRule(finding.Rule))
            {
                return null;
            }

            // One secret may have records of both formats, or of two rules. Then none of them is stale.
            FileEntry[] records = [.. _index.Find(finding)];
            used.UnionWith(records.Select(record => record.Entry));
            foreach (var record in records)
            {
                if (record.Entry.Until is not { } day || day >= today)
                {
                    return record;
                }

                expired.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{record.File}:{record.Entry.Line}: the entry for {record.Entry.Rule} expired on {day:yyyy-MM-dd}, so it is "
                    + $"reported again"));
            }

            return null;
        }
    }

    private AcceptedFinding? FindByGitleaks(Finding finding, GitleaksIndex gitleaks) =>
        gitleaks.Find(finding) is { } record ? new(finding, record.Origin, record.Origin.Split([':', ','])[0],
            "accepted by a record of gitleaks")
        : _commitLists.Find(list => IsAccepted(list, finding)) is { } list
        ? new(finding, list.Origin, list.Origin.Split(':')[0], list.List.Description)
        : null;

    /// <summary>
    /// Returns whether a list accepts the finding by commit. Only conditions on commits can be checked here. A list whose conditions must
    /// all be met, and that has other conditions too, accepts nothing by commit.
    /// </summary>
    private static bool IsAccepted(SharedAllowlist list, Finding finding) =>
        finding.Location.Commit.Length > 0 && list.List.Commits.Contains(finding.Location.Commit, StringComparer.OrdinalIgnoreCase)
        && list.IsFor(finding.Rule)
        && (!list.List.MatchesAll || list.List.Regexes.Count + list.List.StopWords.Count + list.List.Paths.Count == 0);

    private IEnumerable<string> DescribeStale(HashSet<IgnoreEntry> used)
    {
        foreach (var file in _entries.Where(record => record.Entry.Line > 0 && !used.Contains(record.Entry))
            .GroupBy(record => record.File, StringComparer.Ordinal))
        {
            var lines = string.Join(", ", file.Select(record => record.Entry.Line).Take(NamedStale));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{file.Key}: {(file.Count() == 1 ? "one entry matches" : $"{file.Count()} entries match")} no finding any more (line "
                + $"{lines}{(file.Count() > NamedStale ? ", ..." : "")}); to remove "
                + $"{(file.Count() == 1 ? "it" : "them")}, run: secretsentry baseline prune");
        }
    }

    /// <summary>Returns the entries of <paramref name="entries"/> that accept at least one of <paramref name="findings"/>.</summary>
    public static IReadOnlyList<IgnoreEntry> SelectNeeded(IReadOnlyList<IgnoreEntry> entries, IEnumerable<Finding> findings)
    {
        var index = RecordIndex.Create(entries);
        var needed = findings.SelectMany(index.Find).Select(record => record.Entry).ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. entries.Where(needed.Contains)];
    }

    /// <summary>
    /// Returns <paramref name="entries"/> with those of version 0.1.0 in the present format, and all with the salt of
    /// <paramref name="findings"/>. An entry stays as it is when no finding shows what its secret is.
    /// </summary>
    /// <param name="entries">The entries of a file.</param>
    /// <param name="findings">Findings in the files and in the history, with the salt of the repository.</param>
    public static IReadOnlyList<IgnoreEntry> Migrate(IReadOnlyList<IgnoreEntry> entries, IEnumerable<Finding> findings)
    {
        var index = RecordIndex.Create(entries);
        var now = new Dictionary<IgnoreEntry, string>(ReferenceEqualityComparer.Instance);
        foreach (var finding in findings)
        {
            foreach (var record in index.Find(finding))
            {
                now.TryAdd(record.Entry, finding.Fingerprint);
            }
        }

        return [.. entries.Select(entry => now.TryGetValue(entry, out var fingerprint) ? entry with { Fingerprint = fingerprint } : entry)];
    }
}
