using System.Collections;
using System.Globalization;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Gives hits their place in history. One secret at one path is one finding for each time it stands in the file, however many versions of
/// the file hold it; it is shown where it came in first, among the introductions that can be reached best, unless all introductions are
/// asked for.
/// </summary>
internal sealed class HistoryPlaces(ObjectStore store, HistoryReader reader, Reachability reachability, ScanOptions options,
    BitArray? selected, PathTable names) : IDisposable
{
    private static readonly string[] Ranks = ["head", "reachable", "stash", "reflog", "unreachable"];

    private readonly ObjectReader _objects = new(store);
    private readonly ContentScan _mask = new(options, new Coverage());
    private readonly Dictionary<int, CommitInfo> _commits = [];
    private readonly Dictionary<int, int> _treesOfNames = [];
    private HashSet<int> _inHead = [];

    /// <summary>Asks the trees what has to be known of them, after which they may be let go of.</summary>
    /// <param name="hits">What was found in names.</param>
    public void Prepare(IEnumerable<HistoryHit> hits)
    {
        _inHead = reachability.Head < 0 ? [] : [.. Attributor.TreeOf(reader.Trees, names, reader.Commits, reachability.Head)
            .Select(origin => origin.Blob)];
        foreach (var hit in hits.Where(hit => hit.Kind == ObjectKind.Tree))
        {
            _treesOfNames[hit.Number] = reader.Trees.TreeWith(hit.Number);
        }
    }

    /// <summary>The findings of all hits, ordered by path and place.</summary>
    public IReadOnlyList<RememberedFinding> Of(IReadOnlyCollection<HistoryHit> hits, BlobPaths paths)
    {
        var placed = Counted(hits).SelectMany(hit => hit.Hit.Kind switch
        {
            ObjectKind.Blob => Blobs(hit, paths),
            ObjectKind.Tree => Names(hit, paths),
            ObjectKind.Commit => Commits(hit),
            _ => Tags(hit),
        });
        return [.. placed.Where(one => options.Includes(one.Path))
            .GroupBy(one => (one.Hit.Finding.Rule.Id, one.Hit.Finding.Fingerprint, one.Path, one.Occurrence))
            .SelectMany(group => options.Selection.ListsAll ? group.GroupBy(one => one.Commit).Select(Merge) : [Merge(group)])
            .OrderBy(one => one.Finding.Place.Path, StringComparer.Ordinal).ThenBy(one => one.Finding.Place.Start.Line)
            .ThenBy(one => one.Finding.Place.Start.Column)
            .ThenBy(one => one.Finding.Rule.Id, StringComparer.Ordinal).ThenBy(one => one.Finding.Place.Commit, StringComparer.Ordinal)
            .ThenBy(one => one.Finding.Fingerprint, StringComparer.Ordinal)];
    }

    public void Dispose() => _objects.Dispose();

    /// <param name="Hit">What was found.</param>
    /// <param name="Occurrence">The how manieth time the same secret stands in this object.</param>
    private readonly record struct CountedHit(HistoryHit Hit, int Occurrence);

    /// <param name="Hit">What was found.</param>
    /// <param name="Occurrence">The how manieth time the same secret stands in this object.</param>
    /// <param name="Path">Where; a name in brackets when it is in no file.</param>
    /// <param name="Commit">Ordinal of the commit; negative: none.</param>
    private readonly record struct Placed(HistoryHit Hit, int Occurrence, string Path, int Commit);

    /// <summary>One secret that stands in a file twice is two findings: whoever takes out one of them is not done.</summary>
    private static IEnumerable<CountedHit> Counted(IEnumerable<HistoryHit> hits) => hits
        .GroupBy(hit => (hit.Kind, hit.Number, hit.Class, hit.Finding.Rule.Id, hit.Finding.Fingerprint))
        .SelectMany(group => group.OrderBy(hit => hit.Finding.Place.Start.Line).ThenBy(hit => hit.Finding.Place.Start.Column)
        .Select((hit, i) => new CountedHit(hit, i)));

    private Placed[] Blobs(CountedHit hit, BlobPaths paths)
    {
        var (number, ofClass, own) = (hit.Hit.Number, hit.Hit.Class, new List<Placed>());
        foreach (var origin in paths.Origins.Of(number))
        {
            if (paths.ClassOf(origin.Path) is var one && one >= 0 && (ofClass < 0 || one == ofClass))
            {
                own.Add(new(hit.Hit, hit.Occurrence, paths.TextOf(origin.Path), origin.Commit));
            }
        }

        if (own.Count > 0 || selected is not null)
        {
            return [.. own];
        }

        var loose = LoosePaths.Of(store, number, reader.OwnerOf, _objects);
        return [new(hit.Hit, hit.Occurrence, loose.Length > 0 ? loose : $"(blob {store.IdOf(number).ToString()[..12]}, in no commit)", -1)];
    }

    /// <summary>A name is as old as what came in below it.</summary>
    private Placed[] Names(CountedHit hit, BlobPaths paths)
    {
        var (own, upto) = (new HashSet<(int Path, int Commit)>(), names.Upto(hit.Hit.Number));
        foreach (var origin in paths.Origins.All)
        {
            if (upto[origin.Path] > 0)
            {
                own.Add((upto[origin.Path], origin.Commit));
            }
        }

        if (own.Count > 0 || selected is not null)
        {
            return [.. own.Select(one => new Placed(hit.Hit, hit.Occurrence, names.TextOf(one.Path), one.Commit))];
        }

        var folder = _treesOfNames[hit.Hit.Number] is >= 0 and var tree ? LoosePaths.Of(store, tree, reader.OwnerOf, _objects) : "";
        var name = reader.Trees.TextOf(hit.Hit.Number);
        return [new(hit.Hit, hit.Occurrence, folder.Length > 0 ? $"{folder}/{name}" : name, -1)];
    }

    private Placed[] Commits(CountedHit hit)
    {
        var commit = reader.Commits.Ordinal(hit.Hit.Number);
        return selected is not null && (commit < 0 || !selected[commit]) ? [] : [new(hit.Hit, hit.Occurrence, "(commit message)", commit)];
    }

    private Placed[] Tags(CountedHit hit) =>
        selected is not null && reachability.OfTag(hit.Hit.Number) != "reachable" ? []
            : [new(hit.Hit, hit.Occurrence, "(tag message)", -1)];

    private RememberedFinding Merge(IEnumerable<Placed> group)
    {
        var all = group.OrderBy(one => Array.IndexOf(Ranks, Label(one)))
            .ThenBy(one => one.Commit < 0 ? long.MaxValue : reader.Commits.TimeOf(one.Commit))
            .ThenBy(one => one.Commit < 0 ? 0 : reader.Commits.DepthOf(one.Commit))
            .ThenBy(one => one.Commit < 0 ? "" : IdOf(one.Commit), StringComparer.Ordinal).ThenBy(one => one.Hit.Finding.Place.Start.Line)
            .ThenBy(one => one.Hit.Finding.Place.Start.Column).ToArray();
        var hit = all[0].Hit;
        var finding = hit.Finding with { Place = PlaceOf(all[0]) };
        return new(ObjectOf(hit), hit.Finding.Place.Path, hit.Finding.Place, finding with { Details = Details(finding, all) });
    }

    /// <summary>Empty for what cannot be read again by its id alone: names, and blobs that were read in parts.</summary>
    private string ObjectOf(HistoryHit hit) =>
        hit.Kind == ObjectKind.Tree || (hit.Kind == ObjectKind.Blob && hit.Class < 0) ? "" : store.IdOf(hit.Number).ToString();

    private SortedDictionary<string, string> Details(Finding finding, Placed[] all)
    {
        var details = new SortedDictionary<string, string>(finding.Details.ToDictionary(), StringComparer.Ordinal);
        var introductions = all.Select(one => one.Commit).Distinct().Count();
        if (introductions > 1)
        {
            details["introductions"] = introductions.ToString(CultureInfo.InvariantCulture);
        }

        if (all[0].Commit >= 0 && all[0].Hit.Kind is ObjectKind.Blob)
        {
            details["inHead"] = Array.Exists(all, one => _inHead.Contains(one.Hit.Number)) ? "yes" : "no";
        }

        var pushed = all.Where(one => reachability.RemoteOf(one.Commit).Length > 0).ToArray();
        if (pushed.Length > 0)
        {
            details["pushed"] = _mask.Masked(reachability.RemoteOf(pushed[0].Commit));
            if (pushed.Select(one => reachability.PushedBy(one.Commit)).Where(time => time > 0).DefaultIfEmpty().Min() is > 0 and var time)
            {
                details["pushedBy"] = DateTimeOffset.FromUnixTimeSeconds(time)
                    .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            }
        }

        return details;
    }

    private Place PlaceOf(Placed one)
    {
        var place = one.Hit.Finding.Place with { Path = _mask.Masked(one.Path), Reachability = Label(one) };
        if (one.Hit.Kind == ObjectKind.Tag)
        {
            return place with { Commit = store.IdOf(one.Hit.Number).ToString(), Subject = "tag object" };
        }

        if (one.Commit < 0)
        {
            return place with { Commit = one.Hit.Kind == ObjectKind.Commit ? store.IdOf(one.Hit.Number).ToString() : "" };
        }

        var commit = Info(one.Commit);
        return place with
        {
            Commit = commit.Id,
            Author = _mask.Masked(commit.Author),
            Date = commit.AuthorDate,
            Subject = _mask.Masked(commit.Subject),
            Ref = _mask.Masked(reachability.RefOf(one.Commit)),
        };
    }

    private string Label(Placed one) =>
        one.Hit.Kind == ObjectKind.Tag ? reachability.OfTag(one.Hit.Number) : reachability.OfCommit(one.Commit);

    private string IdOf(int commit) => store.IdOf(reader.Commits.NumberOf(commit)).ToString();

    private CommitInfo Info(int commit) => _commits.TryGetValue(commit, out var known) ? known
        : _commits[commit] = _objects.TryReadAnyhow(reader.Commits.NumberOf(commit), out var content, out _, out _)
            ? CommitInfo.Parse(IdOf(commit), content)
            : new(IdOf(commit), "", DateTimeOffset.UnixEpoch, 0, "");
}
