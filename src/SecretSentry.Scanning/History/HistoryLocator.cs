using System.Collections;
using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Range;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Locates findings in history. A secret at a path is one finding for each occurrence in the file, however many versions of the file
/// contain it. The location shown is that of the earliest commit that added it, among those with the best reachability. If all
/// introductions are asked for, each commit that added it is reported.
/// </summary>
internal sealed class HistoryLocator(ObjectStore store, HistoryReader reader, Reachability reachability, ScanOptions options,
    BitArray? selected, PathTable names) : IDisposable
{
    private readonly ObjectReader _objects = new(store);
    private readonly ContentScan _mask = new(options, new Coverage());
    private readonly Dictionary<int, CommitInfo> _commits = [];
    private readonly Dictionary<int, int> _treesOfNames = [];
    private Dictionary<ObjectId, string>? _inIndex;
    private HashSet<int> _inHead = [];

    /// <summary>Reads everything that is needed from the trees. The trees can be released afterwards.</summary>
    /// <param name="findings">Findings, of which those in names are used.</param>
    public void Prepare(IEnumerable<UnlocatedFinding> findings)
    {
        _inHead = reachability.Head < 0 ? [] : [.. Attributor.ListDistinctBlobs(reader, reachability.Head, out _)
            .Select(origin => origin.Blob)];
        foreach (var finding in findings.Where(finding => finding.Kind == ObjectKind.Tree))
        {
            _treesOfNames[finding.Number] = reader.Trees.FindTree(finding.Number);
        }
    }

    /// <summary>Returns the located findings, ordered by path and location.</summary>
    public IReadOnlyList<CachedFinding> Locate(IReadOnlyCollection<UnlocatedFinding> findings, BlobPaths paths)
    {
        var blobs = findings.Where(finding => finding.Kind == ObjectKind.Blob).ToArray();
        using var additions = new HistoryAdditions(store, reader, options, paths, blobs);
        var others = CountOccurrences(findings.Where(finding => finding.Kind != ObjectKind.Blob)).SelectMany(counted =>
            counted.Found.Kind switch
            {
                ObjectKind.Tree => LocateInNames(counted, paths),
                ObjectKind.Commit => LocateInCommits(counted),
                _ => LocateInTags(counted),
            });
        return [.. additions.Locate().Concat(LocateLoose(blobs, paths)).Concat(others)
            .Where(entry => options.Includes(entry.Path))
            .GroupBy(entry => (entry.Found.Finding.Rule.Id, entry.Found.Finding.SecretId, entry.Path, entry.Occurrence))
            .SelectMany(group => MergeVersions([.. group]))
            .OrderBy(entry => entry.Finding.Location.Path, ForeignText.Order).ThenBy(entry => entry.Finding.Location.Start.Line)
            .ThenBy(entry => entry.Finding.Location.Start.Column)
            .ThenBy(entry => entry.Finding.Rule.Id, StringComparer.Ordinal)
            .ThenBy(entry => entry.Finding.Location.Commit, StringComparer.Ordinal)
            .ThenBy(entry => entry.Finding.SecretId, StringComparer.Ordinal)];
    }

    public void Dispose() => _objects.Dispose();

    /// <param name="Found">The finding.</param>
    /// <param name="Occurrence">Index of the occurrence of the secret in this object, from 0.</param>
    private readonly record struct CountedFinding(UnlocatedFinding Found, int Occurrence);

    /// <summary>A secret that occurs twice in a file is two findings. Removing one occurrence does not remove the other.</summary>
    private static IEnumerable<CountedFinding> CountOccurrences(IEnumerable<UnlocatedFinding> findings) => findings
        .GroupBy(finding => (finding.Kind, finding.Number, finding.Class, finding.Finding.Rule.Id, finding.Finding.SecretId))
        .SelectMany(group =>
        group.OrderBy(finding => finding.Finding.Location.Start.Line).ThenBy(finding => finding.Finding.Location.Start.Column)
        .Select((finding, i) => new CountedFinding(finding, i)));

    /// <summary>Locates the findings in blobs that no commit introduced.</summary>
    private IEnumerable<LocatedVersion> LocateLoose(UnlocatedFinding[] findings, BlobPaths paths) =>
        CountOccurrences(findings.Where(finding => !HistoryAdditions.HasPath(finding, paths) && paths.IncludesLoose(finding.Number)))
        .Select(counted =>
        {
            var path = FindStaged(counted.Found.Number) ?? LoosePaths.Find(store, counted.Found.Number, reader.FindOwner, _objects);
            return new LocatedVersion(counted.Found, counted.Occurrence,
                path.Length > 0 ? path : $"(blob {store.GetId(counted.Found.Number).ToString()[..12]}, in no commit)", -1);
        });

    /// <summary>Returns the path of a blob in an index. Returns null when it is in none.</summary>
    private string? FindStaged(int number)
    {
        _inIndex ??= reachability.Names.Names.Where(name => name.Kind == NameKind.Index)
            .DistinctBy(name => name.Target).ToDictionary(name => name.Target, name => name.Name);
        return _inIndex.GetValueOrDefault(store.GetId(number));
    }

    /// <summary>A name is as old as the first content that was introduced below it.</summary>
    private LocatedVersion[] LocateInNames(CountedFinding counted, BlobPaths paths)
    {
        var (own, pathsThrough) = (new HashSet<(int Path, int Commit)>(), names.ComputePathsThrough(counted.Found.Number));
        foreach (var origin in paths.Origins.All)
        {
            if (pathsThrough[origin.Path] > 0 && own.Add((pathsThrough[origin.Path], origin.Commit)) && paths.IsFull(own.Count))
            {
                break;
            }
        }

        if (own.Count > 0 || selected is not null)
        {
            return [.. own.Select(pair => new LocatedVersion(counted.Found, counted.Occurrence, names.GetText(pair.Path), pair.Commit))];
        }

        var folder = _treesOfNames[counted.Found.Number] is >= 0 and var tree ? LoosePaths.Find(store, tree, reader.FindOwner, _objects)
            : "";
        var name = reader.Trees.GetText(counted.Found.Number);
        return [new(counted.Found, counted.Occurrence, folder.Length > 0 ? $"{folder}/{name}" : name, -1)];
    }

    private LocatedVersion[] LocateInCommits(CountedFinding counted)
    {
        var commit = reader.Commits.FindOrdinal(counted.Found.Number);
        return selected is not null && (commit < 0 || !selected[commit]) ? []
            : [new(counted.Found, counted.Occurrence, "(commit message)", commit)];
    }

    private LocatedVersion[] LocateInTags(CountedFinding counted) =>
        selected is not null && reachability.ClassifyTag(counted.Found.Number) != ReachClass.Reachable ? []
            : [new(counted.Found, counted.Occurrence, "(tag message)", -1)];

    /// <summary>
    /// Returns one finding for all versions of one occurrence of a secret at one path, or one for each commit that added it. Where it was
    /// only moved to, all versions count.
    /// </summary>
    private IEnumerable<CachedFinding> MergeVersions(LocatedVersion[] versions)
    {
        var added = Array.FindAll(versions, version => version.IsAddition) is { Length: > 0 } some ? some : versions;
        return options.Selection.ListsAll ? added.GroupBy(version => version.Commit).Select(group => Merge(group, versions))
            : [Merge(added, versions)];
    }

    private CachedFinding Merge(IEnumerable<LocatedVersion> group, LocatedVersion[] versions)
    {
        var all = group.OrderBy(placed => Classify(placed))
            .ThenBy(placed => placed.Commit < 0 ? long.MaxValue : reader.Commits.TimeOf(placed.Commit))
            .ThenBy(placed => placed.Commit < 0 ? 0 : reader.Commits.GetDepth(placed.Commit))
            .ThenBy(placed => placed.Commit < 0 ? "" : GetId(placed.Commit), StringComparer.Ordinal)
            .ThenBy(placed => placed.Found.Finding.Location.Start.Line)
            .ThenBy(placed => placed.Found.Finding.Location.Start.Column).ToArray();
        var found = all[0].Found;
        var finding = found.Finding with { Location = CreateLocation(all[0]) };
        return new(GetObjectId(found), found.Finding.Location.Path.Raw, found.Finding.Location, finding with
        {
            Details = BuildDetails(finding, all, versions),
        });
    }

    /// <summary>
    /// Returns the id of the object. Empty for what cannot be read again by its id alone: names, and blobs that were read in parts.
    /// </summary>
    private string GetObjectId(UnlocatedFinding found) =>
        found.Kind == ObjectKind.Tree || (found.Kind == ObjectKind.Blob && found.Class < 0) ? "" : store.GetId(found.Number).ToString();

    private SortedDictionary<string, ForeignText> BuildDetails(Finding finding, LocatedVersion[] all, LocatedVersion[] versions)
    {
        var details = new SortedDictionary<string, ForeignText>(finding.Details.ToDictionary(), StringComparer.Ordinal);
        var introductions = all.Where(placed => placed.IsAddition).Select(placed => placed.Commit).Distinct().Count();
        if (introductions > 1)
        {
            details["introductions"] = introductions.ToString(CultureInfo.InvariantCulture);
        }

        if (all[0].Commit >= 0 && all[0].Found.Kind is ObjectKind.Blob)
        {
            details["inHead"] = Array.Exists(versions, placed => _inHead.Contains(placed.Found.Number)) ? "yes" : "no";
        }

        var pushed = all.Where(placed => reachability.FindRemote(placed.Commit).Length > 0).ToArray();
        if (pushed.Length > 0)
        {
            details["pushed"] = _mask.Redact(reachability.FindRemote(pushed[0].Commit));
            if (pushed.Select(placed => reachability.GetPushTime(placed.Commit)).Where(time => time > 0).DefaultIfEmpty()
                .Min() is > 0 and var time)
            {
                details["pushedBy"] = DateTimeOffset.FromUnixTimeSeconds(time)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            }
        }

        return details;
    }

    private Location CreateLocation(LocatedVersion placed)
    {
        var location = placed.Found.Finding.Location with
        {
            Path = _mask.Redact(placed.Path),
            Reachability = ReachNames.Format(Classify(placed)),
        };
        if (placed.Found.Kind == ObjectKind.Tag)
        {
            return location with { Commit = store.GetId(placed.Found.Number).ToString(), Subject = "tag object" };
        }

        if (placed.Commit < 0)
        {
            return location with { Commit = placed.Found.Kind == ObjectKind.Commit ? store.GetId(placed.Found.Number).ToString() : "" };
        }

        var commit = GetInfo(placed.Commit);
        return location with
        {
            Commit = commit.Id,
            Author = _mask.Redact(commit.Author),
            Date = commit.AuthorDate,
            Subject = _mask.Redact(commit.Subject),
            Ref = _mask.Redact(reachability.FindRef(placed.Commit)),
        };
    }

    private ReachClass Classify(LocatedVersion placed) =>
        placed.Found.Kind == ObjectKind.Tag ? reachability.ClassifyTag(placed.Found.Number) : reachability.ClassifyCommit(placed.Commit);

    private string GetId(int commit) => store.GetId(reader.Commits.NumberOf(commit)).ToString();

    private CommitInfo GetInfo(int commit) => _commits.TryGetValue(commit, out var cached) ? cached
        : _commits[commit] = _objects.TryReadAnyhow(reader.Commits.NumberOf(commit), out var content, out _, out _)
            ? CommitInfo.Parse(GetId(commit), content)
            : new(GetId(commit), "", DateTimeOffset.UnixEpoch, 0, "");
}
