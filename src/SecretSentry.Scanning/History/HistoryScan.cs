using System.Collections;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Scans every object of a repository once: commits and tags, trees with the names in them, and blobs. Then scans the repository's own
/// files. The commits that introduced each blob are known before the first blob is scanned, because filters and rules on paths need them.
/// </summary>
public static class HistoryScan
{
    /// <param name="options">What to scan for, and where.</param>
    /// <param name="shared">Blobs that other repositories of the run found clean. The clean blobs of this repository are added. Null: there
    /// are no other repositories.</param>
    /// <param name="progress">Called at intervals with the progress.</param>
    /// <param name="cancellation">Ends the scan. Blobs found clean by then are saved.</param>
    public static ScanOutcome Run(ScanOptions options, CleanBlobs? shared, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        var layout = RepositoryLayout.Read(options.Directory);
        var state = options.Selection is { UsesCache: true, ChoosesCommits: false } && options.Paths is null && options.Allowlists is null
            ? RepositoryState.Compute(layout) : "";
        if (ScanMemory.Recall(layout, options, state) is { } cached)
        {
            var files = ScanOwnFiles(layout, options, cached.Coverage);
            cached.Coverage.Objects[HistoryCoverage.OwnFiles] = files.Files;
            return cached with { Findings = [.. cached.Findings, .. files.Findings] };
        }

        var coverage = new Coverage();
        var (findings, own) = Scan(layout, options, coverage, shared, progress, cancellation);
        ScanMemory.Keep(layout, options, state, coverage, own.Files, findings);
        return new([.. findings.Select(entry => entry.Finding), .. own.Findings], coverage);
    }

    private static (IReadOnlyList<CachedFinding> Findings,
        (long Files, IReadOnlyList<Finding> Findings) Own) Scan(RepositoryLayout layout, ScanOptions options, Coverage coverage,
        CleanBlobs? shared, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        using var store = ObjectStore.Open(layout);
        var counter = new HistoryCounter(progress, store.Distinct);
        HistoryVisitor[] visitors = [.. Enumerable.Range(0, options.Threads).Select(_ => new HistoryVisitor(options, coverage, counter))];
        var reader = new HistoryReader(store, visitors, cancellation);
        reader.ReadCommits();
        ReleaseMemory();
        var reachability = Reachability.Read(store, reader.Commits, reader.TagTargets);
        var selected = SelectCommits(options, store, reader.Commits, reachability);
        reader.ReadTrees();
        ReleaseMemory();
        var names = new PathTable(reader.Trees);
        var origins = Attributor.FindOrigins(reader, names, selected is null ? null : commit => selected[commit], options.Threads,
            cancellation);
        using var locator = new HistoryLocator(store, reader, reachability, options, selected, names);
        locator.Prepare(visitors.SelectMany(visitor => visitor.Findings));
        reader.Trees.Forget();
        ReleaseMemory();
        var paths = new BlobPaths(origins, names, options, includesOthers: selected is null);
        var reused = ScanBlobs(store, reader, visitors, options, coverage, shared, paths, includesAll: selected is null
            && options.Paths is null);
        var findings = locator.Locate([.. visitors.SelectMany(visitor => visitor.Findings)], paths);
        var own = selected is null ? ScanOwnFiles(layout, options, coverage) : (0, []);
        HistoryCoverage.Write(coverage, store, reader, options.Selection, own.Files, reused);
        return (findings, own);
    }

    /// <summary>
    /// Releases the memory of one pass before the next one allocates its own. The collector by itself would wait, and the peak would be the
    /// sum of all passes.
    /// </summary>
    private static void ReleaseMemory() => GC.Collect();

    /// <summary>
    /// Scans the selected blobs, except those found clean before. Returns the number of blobs that were skipped because they were found
    /// clean before.
    /// </summary>
    private static long ScanBlobs(ObjectStore store, HistoryReader reader, HistoryVisitor[] visitors, ScanOptions options,
        Coverage coverage,
        CleanBlobs? shared, BlobPaths paths, bool includesAll)
    {
        Array.ForEach(visitors, visitor => visitor.Paths = paths);
        var (reused, clean) = (new byte[store.Count], shared ?? new());
        using var session = new CleanSession(clean, shared is not null, store, options, visitors, coverage, ComputeKey);
        reader.ReadBlobs(clean.Count == 0 && includesAll ? null : number => paths.Includes(number) && !IsReused(number));
        return reused.Sum(flag => (long)flag);

        ObjectId ComputeKey(int number) => paths.ComputeKey(number, store.GetId(number), []);

        bool IsReused(int number)
        {
            if (clean.Count == 0 || !clean.Contains(ComputeKey(number)))
            {
                return false;
            }

            reused[number] = 1;
            return true;
        }
    }

    private static BitArray? SelectCommits(ScanOptions options, ObjectStore store, CommitGraph commits, Reachability reachability)
    {
        var selection = options.Selection;
        if (!selection.ChoosesCommits)
        {
            return null;
        }

        if (selection.IsReachableOnly || selection.Refs.Count > 0)
        {
            var all = reachability.ComputeFromRefs(entry => selection.Refs.Count == 0 || selection.Includes(entry.Name));
            return selection.Refs.Count > 0 || reachability.Head < 0 ? all
                : all.Or(reachability.ComputeReachable([store.GetId(commits.NumberOf(reachability.Head))]));
        }

        var selected = new BitArray(commits.Count);
        foreach (var id in CommitRange.List(options.Directory, selection.Range, selection.SinceCommit))
        {
            if (commits.FindOrdinal(store.Find(id)) is >= 0 and var commit)
            {
                selected[commit] = true;
            }
        }

        return selected;
    }

    private static (long Files, IReadOnlyList<Finding> Findings) ScanOwnFiles(RepositoryLayout layout, ScanOptions options,
        Coverage coverage)
    {
        var visitor = new HistoryVisitor(options, coverage, new(_ => { }, 0));
        var (count, findings, mask) = (0L, new List<Finding>(), new ContentScan(options, new Coverage()));
        foreach (var file in GitFiles.List(layout))
        {
            var name = ".git/" + Path.GetRelativePath(layout.CommonDirectory, file).Replace('\\', '/');
            if (!options.Includes(name))
            {
                continue;
            }

            count++;
            try
            {
                using var stream = File.OpenRead(file);
                var found = new List<Finding>();
                visitor.ScanParts(stream, name, found);
                findings.AddRange(found.Select(finding => finding with { Location = finding.Location with { Path = mask.Redact(name) } }));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                coverage.AddUnreadable(name, e.Message);
            }
        }

        return (count, findings);
    }
}
