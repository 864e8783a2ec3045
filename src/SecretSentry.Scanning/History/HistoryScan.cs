using System.Collections;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Every object of a repository, each once: commits and tags, trees with the names in them, blobs; then the repository's own files. Who
/// brought which blob is known before the first blob is searched, so that filters and rules that look at paths can be asked.
/// </summary>
public static class HistoryScan
{
    /// <param name="options">What to look for and where.</param>
    /// <param name="shared">Blobs that other repositories of the run have shown to hold nothing; those of this one are added. Null: there
    /// are no others.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Ends the scan; what is known to be clean by then is kept.</param>
    public static ScanOutcome Run(ScanOptions options, CleanBlobs? shared, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        var layout = RepositoryLayout.Read(options.Directory);
        var state = options.Selection is { UsesCache: true, ChoosesCommits: false } && options.Paths is null && options.Allowlists is null
            ? RepositoryState.Of(layout) : "";
        if (ScanMemory.Recall(layout, options, state) is { } known)
        {
            var files = OwnFiles(layout, options, known.Coverage);
            known.Coverage.Objects[HistoryLedger.OwnFiles] = files.Files;
            return known with { Findings = [.. known.Findings, .. files.Findings] };
        }

        var coverage = new Coverage();
        var (findings, own) = Scan(layout, options, coverage, shared, progress, cancellation);
        ScanMemory.Keep(layout, options, state, coverage, own.Files, findings);
        return new([.. findings.Select(one => one.Finding), .. own.Findings], coverage);
    }

    private static (IReadOnlyList<RememberedFinding> Findings,
        (long Files, IReadOnlyList<Finding> Findings) Own) Scan(RepositoryLayout layout, ScanOptions options, Coverage coverage,
        CleanBlobs? shared, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        using var store = ObjectStore.Open(layout);
        var counter = new HistoryCounter(progress, store.Distinct);
        HistoryVisitor[] visitors = [.. Enumerable.Range(0, options.Threads).Select(_ => new HistoryVisitor(options, coverage, counter))];
        var reader = new HistoryReader(store, visitors, cancellation);
        reader.ReadCommits();
        LetGo();
        var reachability = Reachability.Read(store, reader.Commits, reader.TagTargets);
        var selected = Selected(options, store, reader.Commits, reachability);
        reader.ReadTrees();
        LetGo();
        var names = new PathTable(reader.Trees);
        var origins = Attributor.Of(store, reader.Trees, names, reader.Commits, selected is null ? null : commit => selected[commit],
            options.Threads, cancellation);
        using var places = new HistoryPlaces(store, reader, reachability, options, selected, names);
        places.Prepare(visitors.SelectMany(visitor => visitor.Hits));
        reader.Trees.Forget();
        LetGo();
        var paths = new BlobPaths(origins, names, options, takesOthers: selected is null);
        var carried = Blobs(store, reader, visitors, options, coverage, shared, paths, takesAll: selected is null && options.Paths is null);
        var findings = places.Of([.. visitors.SelectMany(visitor => visitor.Hits)], paths);
        var own = selected is null ? OwnFiles(layout, options, coverage) : (0, []);
        HistoryLedger.Write(coverage, store, reader, options.Selection, own.Files, carried);
        return (findings, own);
    }

    /// <summary>
    /// What one pass leaves behind goes before the next one takes its own: the collector by itself would wait, and the peak be that of all
    /// passes together.
    /// </summary>
    private static void LetGo() => GC.Collect();

    /// <summary>Searches the blobs that are asked for and not known to be clean; the number of those that are comes out.</summary>
    private static long Blobs(ObjectStore store, HistoryReader reader, HistoryVisitor[] visitors, ScanOptions options, Coverage coverage,
        CleanBlobs? shared, BlobPaths paths, bool takesAll)
    {
        Array.ForEach(visitors, visitor => visitor.Paths = paths);
        var (carried, clean) = (new byte[store.Count], shared ?? new());
        using var session = new CleanSession(clean, shared is not null, store, options, visitors, coverage, KeyOf);
        reader.ReadBlobs(clean.Count == 0 && takesAll ? null : number => paths.Includes(number) && !IsCarried(number));
        return carried.Sum(one => (long)one);

        ObjectId KeyOf(int number) => paths.KeyOf(number, store.IdOf(number), []);

        bool IsCarried(int number)
        {
            if (clean.Count == 0 || !clean.Contains(KeyOf(number)))
            {
                return false;
            }

            carried[number] = 1;
            return true;
        }
    }

    private static BitArray? Selected(ScanOptions options, ObjectStore store, CommitGraph commits, Reachability reachability)
    {
        var selection = options.Selection;
        if (!selection.ChoosesCommits)
        {
            return null;
        }

        if (selection.IsReachableOnly || selection.Refs.Count > 0)
        {
            var all = reachability.ReachableFrom(one => selection.Refs.Count == 0 || selection.Includes(one.Name));
            return selection.Refs.Count > 0 || reachability.Head < 0 ? all
                : all.Or(reachability.Reached([store.IdOf(commits.NumberOf(reachability.Head))]));
        }

        var selected = new BitArray(commits.Count);
        foreach (var id in CommitRange.Of(options.Directory, selection.Range, selection.SinceCommit))
        {
            if (commits.Ordinal(store.Find(id)) is >= 0 and var commit)
            {
                selected[commit] = true;
            }
        }

        return selected;
    }

    private static (long Files, IReadOnlyList<Finding> Findings) OwnFiles(RepositoryLayout layout, ScanOptions options, Coverage coverage)
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
                visitor.Parts(stream, name, found);
                findings.AddRange(found.Select(finding => finding with { Place = finding.Place with { Path = mask.Masked(name) } }));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                coverage.AddUnreadable(name, e.Message);
            }
        }

        return (count, findings);
    }
}
