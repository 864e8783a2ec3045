using System.Globalization;
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
    /// Maximum number of salts. Each finding is hashed with each salt. A file has one salt, and one more for each file it was merged with.
    /// </summary>
    private const int MaxSalts = 100;

    private readonly List<(string File, IgnoreEntry Entry)> _entries = [];
    private readonly List<GitleaksRecord> _gitleaks = [];
    private readonly List<SharedAllowlist> _commitLists = [];

    /// <summary>Salt for new records: the one that most records have. Empty when there are no records.</summary>
    internal string Salt => _entries.Select(item => Fingerprints.GetSalt(item.Entry.Fingerprint)).Where(salt => salt.Length > 0)
        .CountBy(salt => salt, StringComparer.Ordinal)
        .OrderByDescending(item => item.Value).ThenBy(item => item.Key, StringComparer.Ordinal).Select(item => item.Key).FirstOrDefault()
        ?? "";

    /// <summary>Adds the records of a file. The content decides the format: gitleaks' JSON report, or our own entries.</summary>
    /// <exception cref="RuleFileException">The file has neither format. The message names file and line.</exception>
    internal void Add(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().TrimStart().StartsWith("["))
        {
            _gitleaks.AddRange(GitleaksRecords.ParseReport(text, file));
        }
        else
        {
            _entries.AddRange(IgnoreFile.Parse(text, file).Select(entry => (file, entry)));
            if (_entries.Select(record => Fingerprints.GetSalt(record.Entry.Fingerprint)).Distinct(StringComparer.Ordinal)
                .Count() > MaxSalts)
            {
                throw new RuleFileException($"{file}: more than {MaxSalts} different salts; create the file again with: "
                    + "secretsentry baseline create");
            }
        }
    }

    /// <summary>Adds the records of gitleaks' ignore file.</summary>
    /// <exception cref="RuleFileException">A line is not an entry.</exception>
    internal void AddGitleaksIgnore(string text, string file) => _gitleaks.AddRange(GitleaksRecords.ParseIgnore(text, file));

    /// <summary>Adds allow-lists that accept by commit. The scanner cannot apply them, because it does not know commits.</summary>
    internal void Add(IEnumerable<SharedAllowlist> lists) => _commitLists.AddRange(lists.Where(list => list.List.Commits.Count > 0));

    /// <summary>Separates findings into those that remain and those that are accepted.</summary>
    /// <param name="findings">The findings, with the fingerprints that the scan computed.</param>
    /// <param name="today">Entries that end before this day are no longer valid.</param>
    /// <param name="sawEverything">Whether the scan covered everything, so that a record without a finding is stale.</param>
    public Judgement Judge(IReadOnlyList<Finding> findings, DateOnly today, bool sawEverything)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 0 && !sawEverything)
        {
            return new([], [], []); // nearly every commit ends here
        }

        var salts = _entries.Select(record => Fingerprints.GetSalt(record.Entry.Fingerprint)).Append("").Distinct(StringComparer.Ordinal)
            .ToArray();
        var byFingerprint = _entries.ToLookup(record => record.Entry.Fingerprint, StringComparer.Ordinal);
        var (salt, used, expired) = (Salt, new HashSet<IgnoreEntry>(ReferenceEqualityComparer.Instance),
            new HashSet<string>(StringComparer.Ordinal));
        var gitleaks = new GitleaksIndex(_gitleaks);
        var (remaining, accepted) = (new List<Finding>(), new List<AcceptedFinding>());
        foreach (var finding in findings)
        {
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
                remaining.Add(finding with { Fingerprint = Fingerprints.AddSalt(finding.Fingerprint, salt) });
            }
        }

        return new(remaining, accepted, [.. expired.Order(StringComparer.Ordinal), .. sawEverything ? DescribeStale(used) : []]);

        (string File, IgnoreEntry Entry)? FindByEntry(Finding finding)
        {
            // Two rules, one of which became part of the other, may both have an accepting record. Then neither record is stale.
            var records = salts.SelectMany(each => Fingerprints.EnumerateNames(finding, each)).SelectMany(name => byFingerprint[name])
                .ToArray();
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
        foreach (var file in _entries.Where(record => !used.Contains(record.Entry)).GroupBy(record => record.File, StringComparer.Ordinal))
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
        var salts = entries.Select(entry => Fingerprints.GetSalt(entry.Fingerprint)).Distinct(StringComparer.Ordinal).ToArray();
        var present = findings.SelectMany(finding => salts.SelectMany(salt => Fingerprints.EnumerateNames(finding, salt)))
            .ToHashSet(StringComparer.Ordinal);
        return [.. entries.Where(entry => present.Contains(entry.Fingerprint))];
    }
}
