using System.Collections;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Scans the objects of a repository: first commits and tags, then trees with the names in them, then blobs. The commits that introduced
/// each blob are known before the first blob is scanned, because filters and rules on paths need them.
/// </summary>
internal sealed class ObjectScan : IDisposable
{
    private readonly ObjectStore _store;
    private readonly ScanOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly HistoryVisitor[] _visitors;
    private BlobPaths? _paths;
    private HistoryLocator? _locator;
    private BitArray? _selected;

    /// <summary>Prepares a scan by one thread for each of <see cref="ScanOptions.Threads"/>.</summary>
    public ObjectScan(ObjectStore store, ScanOptions options, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        (_store, _options, _cancellation) = (store, options, cancellation);
        var counter = new HistoryCounter(progress, store.Distinct);
        _visitors = [.. Enumerable.Range(0, options.Threads).Select(_ => new HistoryVisitor(options, counter))];
        Reader = new HistoryReader(store, _visitors, cancellation);
    }

    /// <summary>Knows what was read and what could not be read.</summary>
    public HistoryReader Reader { get; }

    /// <summary>Number of blobs that were not read because an earlier scan found them clean.</summary>
    public long Reused { get; private set; }

    /// <summary>Scans commits, tags and trees, and finds out which commits introduced which blobs.</summary>
    public void ScanTexts()
    {
        Reader.ReadCommits();
        ReleaseMemory();
        var reachability = Reachability.Read(_store, Reader.Commits, Reader.TagTargets);
        _selected = SelectCommits(reachability);
        Reader.ReadTrees();
        ReleaseMemory();
        var names = new PathTable(Reader.Trees);
        var origins = Attributor.FindOrigins(Reader, names, _selected is { } selected ? commit => selected[commit] : null,
            _options.Threads, _cancellation);
        _locator = new HistoryLocator(_store, Reader, reachability, _options, _selected, names);
        _locator.Prepare(_visitors.SelectMany(visitor => visitor.Findings));
        Reader.Trees.Forget();
        ReleaseMemory();
        _paths = new BlobPaths(origins, names, _options, includesOthers: _selected is null);
    }

    /// <summary>
    /// Scans the selected blobs, except those that are clean according to an earlier scan. Returns all findings in objects, located and
    /// ordered by path and location.
    /// </summary>
    /// <param name="shared">Blobs that other repositories of the run found clean. Null: there are no other repositories.</param>
    public IReadOnlyList<CachedFinding> ScanBlobs(CleanBlobs? shared)
    {
        var (paths, reused) = (_paths!, new byte[_store.Count]);
        var cache = new CleanBlobCache(_store.Layout, _options, shared);
        using (var session = new CleanSession(cache, [.. _visitors.Select(visitor => visitor.Coverage)], ComputeKey))
        {
            foreach (var visitor in _visitors)
            {
                visitor.BeginBlobs(paths, session.AddThread());
            }

            var includesAll = cache.Clean.Count == 0 && _selected is null && _options.Paths is null;
            Reader.ReadBlobs(includesAll ? null : number => paths.Includes(number) && !IsReused(number));
        }

        Reused = reused.Sum(flag => (long)flag);
        return _locator!.Locate([.. _visitors.SelectMany(visitor => visitor.Findings)], paths);

        ObjectId ComputeKey(int number) => paths.ComputeKey(number, _store.GetId(number), []);

        bool IsReused(int number)
        {
            if (cache.Clean.Count == 0 || !cache.Clean.Contains(ComputeKey(number)))
            {
                return false;
            }

            reused[number] = 1;
            return true;
        }
    }

    /// <summary>Returns the sum of what all threads covered.</summary>
    public Coverage CollectCoverage()
    {
        var coverage = new Coverage();
        Array.ForEach(_visitors, visitor => coverage.Add(visitor.Coverage));
        return coverage;
    }

    public void Dispose() => _locator?.Dispose();

    /// <summary>
    /// Releases the memory of one pass before the next one allocates its own. The collector by itself would wait, and the peak would be the
    /// sum of all passes.
    /// </summary>
    private static void ReleaseMemory() => GC.Collect();

    /// <summary>Returns the commits to scan, by ordinal. Returns null for all of them.</summary>
    private BitArray? SelectCommits(Reachability reachability)
    {
        var (selection, commits) = (_options.Selection, Reader.Commits);
        if (!selection.ChoosesCommits)
        {
            return null;
        }

        if (selection.IsReachableOnly || selection.Refs.Count > 0)
        {
            var all = reachability.ComputeFromRefs(entry => selection.Refs.Count == 0 || selection.Includes(entry.Name));
            return selection.Refs.Count > 0 || reachability.Head < 0 ? all
                : all.Or(reachability.ComputeReachable([_store.GetId(commits.NumberOf(reachability.Head))]));
        }

        var selected = new BitArray(commits.Count);
        foreach (var id in CommitRange.List(_options.Directory, selection.Range, selection.SinceCommit))
        {
            if (commits.FindOrdinal(_store.Find(id)) is >= 0 and var commit)
            {
                selected[commit] = true;
            }
        }

        return selected;
    }
}
