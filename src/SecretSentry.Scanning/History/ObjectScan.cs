using System.Collections;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Scans the objects of a repository: first commits and tags, then trees with the names in them, then blobs. The commits that introduced
/// each blob are known before the first blob is scanned, because filters and rules on paths need them.
/// </summary>
internal sealed class ObjectScan
{
    private readonly ObjectStore _store;
    private readonly ScanOptions _options;
    private readonly CancellationToken _cancellation;
    private readonly HistoryVisitor[] _visitors;
    private RepositoryNames? _names;

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

    /// <summary>The objects.</summary>
    public ObjectStore Store => _store;

    /// <summary>What the repository names.</summary>
    public RepositoryNames Names => _names ??= RepositoryNames.Read(_store.Layout);

    /// <summary>Whether the filter on paths leaves nothing of the history.</summary>
    public bool LeavesNoPath { get; private set; }

    /// <summary>Whether files are nested so deep that the commits which introduced them were not looked for.</summary>
    public bool IsCutInDepth { get; private set; }

    /// <summary>Whether the trees name so many paths that each file was looked at under one of its paths only.</summary>
    public bool IsCutInPaths { get; private set; }

    /// <summary>Number of blobs that were not read because an earlier scan found them clean.</summary>
    public long Reused { get; private set; }

    /// <summary>
    /// Scans all objects, except blobs that are clean according to an earlier scan. Returns the findings, located and ordered by path and
    /// location.
    /// </summary>
    /// <param name="shared">Blobs that other repositories of the run found clean. Null: there are no other repositories.</param>
    public IReadOnlyList<CachedFinding> Run(CleanBlobs? shared)
    {
        Reader.ReadCommits();
        ReleaseMemory();
        var reachability = Reachability.Read(_store, Reader.Commits, Reader.TagTargets);
        _names = reachability.Names;
        var selected = SelectCommits(reachability);
        Reader.ReadTrees();
        ReleaseMemory();
        var names = new PathTable(Reader.Trees);
        var origins = Attributor.FindOrigins(Reader, names, selected is null ? null : commit => selected[commit], _options.Threads,
            _cancellation);
        (IsCutInDepth, IsCutInPaths) = (origins.IsCutInDepth, origins.IsCutInPaths);
        using var locator = new HistoryLocator(_store, Reader, reachability, _options, selected, names);
        var named = selected is null ? null : ListNamedBlobs(reachability, names);
        locator.Prepare(_visitors.SelectMany(visitor => visitor.Findings));
        Reader.Trees.Forget();
        ReleaseMemory();
        var paths = new BlobPaths(origins, names, _options, named);
        LeavesNoPath = EmptySelection.IsWithoutPaths(_options, paths, Names);
        Reused = ScanBlobs(paths, new(_store.Layout, _options, shared), includesAll: selected is null && _options.Paths is null);
        var located = locator.Locate([.. _visitors.SelectMany(visitor => visitor.Findings)], paths);
        IsCutInPaths |= names.HasCut || paths.HasCut;
        return located;
    }

    /// <summary>
    /// Scans the selected blobs, except those that are clean according to an earlier scan. Returns how many were skipped because of that.
    /// </summary>
    private long ScanBlobs(BlobPaths paths, CleanBlobCache cache, bool includesAll)
    {
        var reused = new byte[_store.Count];
        using var session = new CleanSession(cache, [.. _visitors.Select(visitor => visitor.Coverage)], ComputeKey);
        foreach (var visitor in _visitors)
        {
            visitor.BeginBlobs(paths, session.AddThread(), cache.IsShared ? IsGenuine : null);
        }

        Reader.ReadBlobs(includesAll && cache.Clean.Count == 0 ? null : number => paths.Includes(number) && !IsReused(number));
        return reused.Sum(flag => (long)flag);

        bool IsGenuine(int number, ReadOnlySpan<byte> content) =>
            _store.Layout.Format.ComputeId(ObjectKind.Blob, content) == _store.GetId(number);

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

    /// <summary>
    /// Releases the memory of one pass before the next one allocates its own. The collector by itself would wait, and the peak would be the
    /// sum of all passes.
    /// </summary>
    private static void ReleaseMemory() => GC.Collect();

    /// <summary>Returns the blobs to which selected refs and tags lead without a commit.</summary>
    private HashSet<int> ListNamedBlobs(Reachability reachability, PathTable names) => Attributor.ListBlobsOf(Reader, names,
        reachability.ListOthers(entry => _options.Selection.Refs.Count == 0 || _options.Selection.Includes(entry.Name)));

    /// <summary>Returns the commits to scan, by ordinal. Returns null for all of them.</summary>
    private BitArray? SelectCommits(Reachability reachability)
    {
        var (selection, commits) = (_options.Selection, Reader.Commits);
        if (!selection.ChoosesCommits)
        {
            return null;
        }

        EmptySelection.RequireRefs(selection, reachability, commits.Count);
        var all = reachability.ComputeFromRefs(entry => selection.Refs.Count == 0 || selection.Includes(entry.Name));
        return selection.Refs.Count > 0 ? all : all.Or(reachability.ComputeReachable(reachability.Heads));
    }
}
