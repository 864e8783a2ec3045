using SecretSentry.Engine.Findings;
using SecretSentry.Git;
using SecretSentry.Git.History;

namespace SecretSentry.Cli.Scanning;

/// <summary>
/// Every object of a repository, each once: blobs, and the texts of commits and tags. Only when something is found are the commits
/// asked who brought it.
/// </summary>
internal static class HistoryScan
{
    public static ScanOutcome Run(ScanOptions options, Action<long, int> progress, CancellationToken cancellation)
    {
        var facts = RepositoryFacts.Read(options.Directory);
        var state = new State(options, progress);
        var tally = AllObjects.ReadAll(options.Directory, state.Visit, cancellation);
        var coverage = state.Coverage;
        Count(coverage, tally, facts);
        return new(state.Found.Count == 0 ? [] : Place(state, options), coverage);
    }

    private static void Count(Coverage coverage, ObjectTally tally, RepositoryFacts facts)
    {
        coverage.Objects["blobs"] = tally.Visited.Blobs;
        coverage.Objects["trees"] = tally.Visited.Trees;
        coverage.Objects["commits"] = tally.Visited.Commits;
        coverage.Objects["tags"] = tally.Visited.Tags;
        foreach (var unreadable in tally.Unreadable)
        {
            coverage.AddUnreadable($"object {unreadable.Id}", unreadable.Reason);
        }

        if (facts.IsShallow)
        {
            coverage.Gaps.Add("the clone is shallow: history behind its boundary is not here; fetch it with git fetch --unshallow");
        }

        if (facts.IsPartialClone)
        {
            coverage.Gaps.Add("the clone is partial: objects left at the remote were not looked at; scan a full clone");
        }
    }

    private static Finding[] Place(State state, ScanOptions options)
    {
        var wanted = state.Found.Where(hit => hit.Kind == "blob").Select(hit => hit.Id).ToHashSet(StringComparer.Ordinal);
        var origins = wanted.Count == 0 ? new Dictionary<string, List<Introduction>>() : Attribution.Of(options.Directory, state.Commits, wanted);
        var reachable = ReachabilityMap.Read(options.Directory);
        using var reader = BlobReader.Start(options.Directory);
        var commits = new Dictionary<string, CommitInfo>(StringComparer.Ordinal);
        var mask = new ContentScan(options, new Coverage());
        return [.. state.Found.Select(hit => hit.Kind == "blob" ? OfBlob(hit, origins, Commit, reachable) : OfText(hit, Commit, reachable))
            .Where(finding => options.Includes(finding.Place.Path))
            .Select(finding => finding with { Place = Masked(finding.Place, mask) })
            .OrderBy(f => f.Place.Path, StringComparer.Ordinal).ThenBy(f => f.Place.Start.Line).ThenBy(f => f.Place.Start.Column)
            .ThenBy(f => f.Rule.Id, StringComparer.Ordinal).ThenBy(f => f.Place.Commit, StringComparer.Ordinal)];

        CommitInfo Commit(string id) => commits.TryGetValue(id, out var known) ? known
            : commits[id] = reader.TryRead(id, out var content, out _, out _) ? CommitInfo.Parse(id, content) : new(id, "", DateTimeOffset.UnixEpoch, 0, "");
    }

    private static Place Masked(Place place, ContentScan mask) => place with
    {
        Path = mask.Masked(place.Path),
        Author = mask.Masked(place.Author),
        Subject = mask.Masked(place.Subject),
        Ref = mask.Masked(place.Ref),
    };

    /// <summary>A blob is shown where it came in first, by commit time; how often else is a detail.</summary>
    private static Finding OfBlob(Hit hit, IReadOnlyDictionary<string, List<Introduction>> origins, Func<string, CommitInfo> commit, ReachabilityMap reachable)
    {
        if (!origins.TryGetValue(hit.Id, out var introductions))
        {
            return hit.Finding with { Place = hit.Finding.Place with { Path = $"(blob {hit.Id[..12]}, in no commit)", Reachability = "unreachable" } };
        }

        var first = introductions.OrderBy(i => commit(i.Commit).CommitTime).ThenBy(i => i.Commit, StringComparer.Ordinal).ThenBy(i => i.Path, StringComparer.Ordinal).First();
        var placed = In(hit.Finding, commit(first.Commit), reachable, first.Path);
        return introductions.Count == 1 ? placed : placed with
        {
            Details = new SortedDictionary<string, string>(placed.Details.ToDictionary(), StringComparer.Ordinal)
            {
                ["introductions"] = introductions.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        };
    }

    private static Finding OfText(Hit hit, Func<string, CommitInfo> commit, ReachabilityMap reachable) => hit.Kind == "commit"
        ? In(hit.Finding, commit(hit.Id), reachable, "(commit message)")
        : hit.Finding with { Place = hit.Finding.Place with { Path = "(tag message)", Commit = hit.Id, Reachability = "reachable", Subject = "tag object" } };

    private static Finding In(Finding finding, CommitInfo commit, ReachabilityMap reachable, string path) => finding with
    {
        Place = finding.Place with
        {
            Path = path,
            Commit = commit.Id,
            Author = commit.Author,
            Date = commit.AuthorDate,
            Subject = commit.Subject,
            Ref = reachable.RefOf(commit.Id),
            Reachability = reachable.OfCommit(commit.Id),
        },
    };

    private sealed record Hit(string Kind, string Id, Finding Finding);

    private sealed class State(ScanOptions options, Action<long, int> progress)
    {
        private readonly List<Finding> _buffer = [];
        private ContentScan? _scan;
        private long _objects;

        public Coverage Coverage { get; } = new();

        public List<Hit> Found { get; } = [];

        public List<string> Commits { get; } = [];

        public void Visit(string kind, string id, ReadOnlySpan<byte> content)
        {
            if ((++_objects & 0xFF) == 0)
            {
                progress(_objects, Found.Count);
            }

            if (kind == "tree")
            {
                Coverage.AddScanned(0, isBinary: false); // names are read for attribution; they are not searched yet
                return;
            }

            if (kind == "commit")
            {
                Commits.Add(id);
            }

            _buffer.Clear();
            (_scan ??= new(options, Coverage)).Scan(content, "", _buffer);
            Found.AddRange(_buffer.Select(finding => new Hit(kind, id, finding)));
        }
    }
}
