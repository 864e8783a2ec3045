using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Decides which commits of a history added the secrets in its blobs, by the same definition as hooks and ranges (see
/// <see cref="AddedSecrets"/>). The scan has found the secrets of all versions, so mostly they only have to be counted.
/// </summary>
internal sealed class HistoryAdditions : IDisposable
{
    private readonly ObjectStore _store;
    private readonly HistoryReader _reader;
    private readonly BlobPaths _paths;
    private readonly UnlocatedFinding[] _findings;
    private readonly Dictionary<(int Blob, string Secret), int> _counts;
    private readonly Dictionary<(int Commit, int Path), int> _moved;
    private readonly RepositoryObjects _objects;
    private readonly AddedSecrets _added;

    public HistoryAdditions(ObjectStore store, HistoryReader reader, ScanOptions options, BlobPaths paths, UnlocatedFinding[] findings)
    {
        (_store, _reader, _paths, _findings) = (store, reader, paths, [.. findings.Where(finding => HasPath(finding, paths))]);
        _objects = RepositoryObjects.Open(options.Directory);
        _added = new(options, _objects, new(options, _objects, new()));
        _counts = findings.GroupBy(finding => (finding.Number, finding.Finding.SecretId))
            .ToDictionary(group => group.Key, group => group.CountBy(finding => finding.Class).Max(count => count.Value));
        // git lists all paths of a commit to find the files that it moved.
        _moved = paths.Origins.IsCutInPaths ? [] : FindMoved(options.Directory);
    }

    /// <summary>Returns whether a commit introduced the blob of a finding at a path for which it was found.</summary>
    public static bool HasPath(UnlocatedFinding found, BlobPaths paths)
    {
        foreach (var origin in paths.Origins.GetOrigins(found.Number))
        {
            if (Matches(found, origin, paths))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns every secret in every version of every file.</summary>
    public IEnumerable<LocatedVersion> Locate() => _findings
        .GroupBy(finding => (finding.Number, finding.Class, finding.Finding.SecretId))
        .SelectMany(group => LocateSecret([.. group.OrderBy(finding => finding.Finding.Location.Start.Line)
            .ThenBy(finding => finding.Finding.Location.Start.Column)]));

    public void Dispose() => _objects.Dispose();

    private static bool Matches(UnlocatedFinding found, Origin origin, BlobPaths paths) =>
        paths.GetClass(origin.Path) is >= 0 and var pathClass && (found.Class < 0 || pathClass == found.Class);

    /// <summary>Locates all occurrences of one secret in one blob.</summary>
    private List<LocatedVersion> LocateSecret(UnlocatedFinding[] all)
    {
        var versions = new List<LocatedVersion>();
        foreach (var group in _paths.GetOriginsOfFindings(all[0].Number).ToArray().Where(origin => Matches(all[0], origin, _paths))
            .GroupBy(origin => (origin.Commit, origin.Path)))
        {
            var path = _paths.GetText(group.Key.Path);
            int[] older = [.. group.Select(origin => origin.Before >= 0 ? origin.Before : _moved.GetValueOrDefault(group.Key, -1))
                .Where(blob => blob >= 0)];
            var count = older.Select(blob => _counts.GetValueOrDefault((blob, all[0].Finding.SecretId))).DefaultIfEmpty().Max();
            var added = SelectAdded(all, count, path, older);
            versions.AddRange(all.Except(added).Concat(added).Select((found, i) =>
                new LocatedVersion(found, i, path, group.Key.Commit, added.Contains(found))));
        }

        return versions;
    }

    /// <summary>Returns the occurrences that are new where older versions have <paramref name="count"/> of them.</summary>
    private UnlocatedFinding[] SelectAdded(UnlocatedFinding[] all, int count, string path, int[] older)
    {
        if (count == 0 || count >= all.Length)
        {
            return count == 0 ? all : [];
        }

        var added = _added.Select([.. all.Select(found => found.Finding)], _store.GetId(all[0].Number), path,
            [.. older.Select(blob => (ObjectId?)_store.GetId(blob))]);
        return [.. all.Where(found => added.Any(secret => ReferenceEquals(secret.Finding, found.Finding)))];
    }

    /// <summary>
    /// Returns the older blob of each file with a secret that a commit moved. Only secrets at several paths can have been moved.
    /// </summary>
    private Dictionary<(int Commit, int Path), int> FindMoved(string directory)
    {
        var candidates = _findings.GroupBy(finding => finding.Finding.SecretId, StringComparer.Ordinal)
            .Select(group => group.Select(finding => finding.Number).Distinct()
                .SelectMany(blob => _paths.GetOriginsOfFindings(blob).ToArray()).ToArray())
            .Where(origins => origins.Select(origin => origin.Path).Distinct().Skip(1).Any())
            .SelectMany(origins => origins).Where(origin => origin.Before < 0).Distinct().ToArray();
        (int Commit, int Parent)[] pairs = [.. candidates.Select(origin => origin.Commit).Distinct().SelectMany(commit =>
            _reader.Commits.GetParents(commit).ToArray().Where(parent => parent >= 0).Select(parent => (commit, parent)))];
        var renames = Renames.Find(directory, [.. pairs.Select(pair => (GetId(pair.Commit), GetId(pair.Parent)))]);
        var byCommit = pairs.Select((pair, i) => (pair.Commit, Files: renames[i])).ToLookup(pair => pair.Commit, pair => pair.Files);
        var moved = new Dictionary<(int Commit, int Path), int>();
        foreach (var origin in candidates)
        {
            foreach (var files in byCommit[origin.Commit])
            {
                if (files.FindOld(_paths.GetText(origin.Path), _store.GetId(origin.Blob)) is { } old
                    && _store.Find(old) is >= 0 and var blob)
                {
                    moved[(origin.Commit, origin.Path)] = blob;
                }
            }
        }

        return moved;
    }

    private ObjectId GetId(int commit) => _store.GetId(_reader.Commits.NumberOf(commit));
}
