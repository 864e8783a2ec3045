using System.Collections;
using SecretSentry.Engine.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Cli.Scanning;

/// <summary>
/// Every object of a repository, each once: commits and tags, trees with the names in them, blobs; then the repository's own files. Only when something
/// is found are the commits asked who brought it, unless a rule or an option asks for paths or commits before.
/// </summary>
internal static class HistoryScan
{
    /// <param name="options">What to look for and where.</param>
    /// <param name="clean">Blobs that other repositories of the run have shown to hold nothing; those of this one are added.</param>
    /// <param name="progress">Told now and then how far it is.</param>
    /// <param name="cancellation">Ends the scan; what is known to be clean by then is kept.</param>
    public static ScanOutcome Run(ScanOptions options, CleanBlobs clean, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        var layout = RepositoryLayout.Read(options.Directory);
        using var store = ObjectStore.Open(layout);
        var (coverage, counter) = (new Coverage(), new HistoryCounter(progress, store.Distinct));
        var (paths, looksAtPaths) = (new BlobPaths(), LooksAtPaths(options));
        HistoryVisitor[] visitors = [.. Enumerable.Range(0, options.Threads).Select(_ => new HistoryVisitor(options, coverage, counter, looksAtPaths ? paths.Of : null))];
        var reader = new HistoryReader(store, visitors, cancellation);
        reader.ReadCommits();
        var reachability = Reachability.Read(store, reader.Commits, reader.TagTargets);
        var selected = Selected(options, store, reader.Commits, reachability);
        reader.ReadTrees();
        IReadOnlyList<Origin>? origins = selected is not null || looksAtPaths
            ? Attributor.Of(store, reader.Commits, null, selected is null ? null : commit => selected[commit], options.Threads, cancellation)
            : null;
        var carried = new byte[store.Count];
        using (new CleanSession(clean, store, options, visitors, coverage, KeyOf))
        {
            var chosen = origins is null ? null : paths.Filter(origins, options, takesOthers: selected is null);
            reader.ReadBlobs(clean.Count == 0 ? chosen : number => chosen?.Invoke(number) != false && !IsCarried(number));
        }

        HistoryHit[] hits = [.. visitors.SelectMany(visitor => visitor.Hits)];
        using var places = new HistoryPlaces(store, reader, reachability, options, selected);
        var wanted = places.Wanted(hits);
        origins ??= wanted.Count == 0 ? [] : Attributor.Of(store, reader.Commits, wanted.Contains, null, options.Threads, cancellation);
        var findings = places.Of(hits, origins);
        var own = selected is null ? OwnFiles(layout, options, coverage, visitors[0]) : (0, []);
        HistoryLedger.Write(coverage, store, reader, options.Selection, own.Files, carried.Sum(one => (long)one));
        return new([.. findings, .. own.Findings], coverage);

        ObjectId KeyOf(int number) => looksAtPaths ? CleanBlobs.KeyOf(store.IdOf(number), paths.Of(number)) : store.IdOf(number);

        bool IsCarried(int number)
        {
            if (!clean.Contains(KeyOf(number)))
            {
                return false;
            }

            carried[number] = 1;
            return true;
        }
    }

    /// <summary>Whether what is reported depends on paths before anything is found.</summary>
    private static bool LooksAtPaths(ScanOptions options) =>
        options.Paths is not null || options.Allowlists?.LooksAtPaths == true || options.Rules.Rules.Any(rule => rule.Path.Length > 0 || rule.Tags.Any(tag => tag is "placed" or "fixture") || rule.Allowlists.Any(list => list.Paths.Count > 0));

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
            return selection.Refs.Count > 0 || reachability.Head < 0 ? all : all.Or(reachability.Reached([store.IdOf(commits.NumberOf(reachability.Head))]));
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

    private static (long Files, IReadOnlyList<Finding> Findings) OwnFiles(RepositoryLayout layout, ScanOptions options, Coverage coverage, HistoryVisitor visitor)
    {
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

/// <summary>The paths of blobs, where they are needed before scanning.</summary>
internal sealed class BlobPaths
{
    private readonly Dictionary<int, SortedSet<string>> _paths = [];

    /// <summary>Every path a blob was ever at; none for a blob that no commit brought.</summary>
    public IReadOnlyCollection<string> Of(int number) => _paths.TryGetValue(number, out var paths) ? paths : [];

    /// <summary>Takes the paths that the options include. The filter holds for blobs that have one, and for those of no commit when they are asked for.</summary>
    public BlobFilter Filter(IReadOnlyList<Origin> origins, ScanOptions options, bool takesOthers)
    {
        var known = new HashSet<int>();
        foreach (var origin in origins)
        {
            known.Add(origin.Blob);
            if (options.Includes(origin.Path))
            {
                (_paths.TryGetValue(origin.Blob, out var paths) ? paths : _paths[origin.Blob] = new(StringComparer.Ordinal)).Add(origin.Path);
            }
        }

        return number => _paths.ContainsKey(number) || (takesOthers && !known.Contains(number));
    }
}
