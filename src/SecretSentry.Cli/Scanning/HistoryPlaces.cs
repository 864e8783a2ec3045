using System.Collections;
using System.Globalization;
using SecretSentry.Engine.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Cli.Scanning;

/// <summary>
/// Gives hits their place in history. One secret at one path is one finding, however many versions of the file hold it; it is shown where it came
/// in first, among the introductions that can be reached best.
/// </summary>
internal sealed class HistoryPlaces(ObjectStore store, HistoryReader reader, Reachability reachability, ScanOptions options, BitArray? selected) : IDisposable
{
    private static readonly string[] Ranks = ["head", "reachable", "stash", "reflog", "unreachable"];

    private readonly ObjectReader _objects = new(store);
    private readonly ContentScan _mask = new(options, new Coverage());
    private readonly Dictionary<int, CommitInfo> _commits = [];
    private HashSet<int>? _inHead;

    /// <summary>The findings of all hits, ordered by path and place. <paramref name="origins"/> holds all introductions of the blobs that were hit.</summary>
    public IReadOnlyList<Finding> Of(IReadOnlyCollection<HistoryHit> hits, IReadOnlyList<Origin> origins)
    {
        var byBlob = origins.ToLookup(origin => origin.Blob);
        var placed = hits.SelectMany(hit => hit.Kind switch
        {
            ObjectKind.Blob => Blobs(hit, byBlob[hit.Number]),
            ObjectKind.Tree => Names(hit, byBlob),
            ObjectKind.Commit => Commits(hit),
            _ => Tags(hit),
        });
        return [.. placed.Where(one => options.Includes(one.Path))
            .GroupBy(one => (one.Hit.Finding.Rule.Id, one.Hit.Finding.Fingerprint, one.Path))
            .Select(Merge)
            .OrderBy(f => f.Place.Path, StringComparer.Ordinal).ThenBy(f => f.Place.Start.Line).ThenBy(f => f.Place.Start.Column)
            .ThenBy(f => f.Rule.Id, StringComparer.Ordinal).ThenBy(f => f.Place.Commit, StringComparer.Ordinal).ThenBy(f => f.Fingerprint, StringComparer.Ordinal)];
    }

    /// <summary>The blobs whose introductions are needed: those that were hit, and one below each name that was hit.</summary>
    public HashSet<int> Wanted(IEnumerable<HistoryHit> hits) =>
        [.. hits.Where(hit => hit.Kind is ObjectKind.Blob or ObjectKind.Tree).Select(hit => hit.Kind == ObjectKind.Blob ? hit.Number : BlobBelow(hit)).Where(number => number >= 0)];

    public void Dispose() => _objects.Dispose();

    /// <param name="Hit">What was found.</param>
    /// <param name="Path">Where; a name in brackets when it is in no file.</param>
    /// <param name="Commit">Ordinal of the commit; negative: none.</param>
    private readonly record struct Placed(HistoryHit Hit, string Path, int Commit);

    private IEnumerable<Placed> Blobs(HistoryHit hit, IEnumerable<Origin> origins)
    {
        var path = hit.Finding.Place.Path;
        var own = origins.Where(origin => path.Length == 0 || origin.Path == path).Select(origin => new Placed(hit, origin.Path, origin.Commit)).ToArray();
        if (own.Length > 0 || selected is not null)
        {
            return own;
        }

        var loose = LoosePaths.Of(store, hit.Number, reader.OwnerOf, _objects);
        return [new(hit, loose.Length > 0 ? loose : $"(blob {store.IdOf(hit.Number).ToString()[..12]}, in no commit)", -1)];
    }

    /// <summary>A name is as old as the blob below it: where that came in, the name did, or it was there before.</summary>
    private IEnumerable<Placed> Names(HistoryHit hit, ILookup<int, Origin> byBlob)
    {
        var name = hit.Finding.Place.Path;
        var own = byBlob[BlobBelow(hit)].Select(origin => new Placed(hit, Upto(origin.Path, name), origin.Commit)).Where(one => one.Path.Length > 0).ToArray();
        if (own.Length > 0 || selected is not null)
        {
            return own;
        }

        var folder = LoosePaths.Of(store, hit.Number, reader.OwnerOf, _objects);
        return [new(hit, folder.Length > 0 ? $"{folder}/{name}" : name, -1)];
    }

    private Placed[] Commits(HistoryHit hit)
    {
        var commit = reader.Commits.Ordinal(hit.Number);
        return selected is not null && (commit < 0 || !selected[commit]) ? [] : [new(hit, "(commit message)", commit)];
    }

    private Placed[] Tags(HistoryHit hit) => selected is not null && reachability.OfTag(hit.Number) != "reachable" ? [] : [new(hit, "(tag message)", -1)];

    /// <summary>The path up to the component that is the name; empty when it has none.</summary>
    private static string Upto(string path, string name)
    {
        var parts = path.Split('/');
        var place = Array.IndexOf(parts, name);
        return place < 0 ? "" : string.Join('/', parts[..(place + 1)]);
    }

    private Finding Merge(IGrouping<(string Rule, string Fingerprint, string Path), Placed> group)
    {
        var first = group.OrderBy(one => Array.IndexOf(Ranks, Label(one))).ThenBy(one => one.Commit < 0 ? long.MaxValue : reader.Commits.TimeOf(one.Commit))
            .ThenBy(one => one.Commit < 0 ? "" : IdOf(one.Commit), StringComparer.Ordinal).ThenBy(one => one.Hit.Finding.Place.Start.Line).ThenBy(one => one.Hit.Finding.Place.Start.Column).First();
        var finding = first.Hit.Finding with { Place = PlaceOf(first) };
        return finding with { Details = Details(finding, first, [.. group]) };
    }

    private SortedDictionary<string, string> Details(Finding finding, Placed first, Placed[] all)
    {
        var details = new SortedDictionary<string, string>(finding.Details.ToDictionary(), StringComparer.Ordinal);
        var introductions = all.Select(one => one.Commit).Distinct().Count();
        if (introductions > 1)
        {
            details["introductions"] = introductions.ToString(CultureInfo.InvariantCulture);
        }

        if (first.Commit >= 0 && first.Hit.Kind is ObjectKind.Blob)
        {
            details["inHead"] = Array.Exists(all, one => InHead.Contains(one.Hit.Number)) ? "yes" : "no";
        }

        if (all.Select(one => reachability.RemoteOf(one.Commit)).FirstOrDefault(name => name.Length > 0) is { } remote)
        {
            details["pushed"] = _mask.Masked(remote);
        }

        return details;
    }

    private HashSet<int> InHead => _inHead ??= reachability.Head < 0 ? [] : [.. Attributor.TreeOf(store, reader.Commits, reachability.Head).Select(origin => origin.Blob)];

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
        return place with { Commit = commit.Id, Author = _mask.Masked(commit.Author), Date = commit.AuthorDate, Subject = _mask.Masked(commit.Subject), Ref = _mask.Masked(reachability.RefOf(one.Commit)) };
    }

    private string Label(Placed one) => one.Hit.Kind == ObjectKind.Tag ? reachability.OfTag(one.Hit.Number) : reachability.OfCommit(one.Commit);

    private string IdOf(int commit) => store.IdOf(reader.Commits.NumberOf(commit)).ToString();

    private CommitInfo Info(int commit) => _commits.TryGetValue(commit, out var known) ? known
        : _commits[commit] = _objects.TryReadAnyhow(reader.Commits.NumberOf(commit), out var content, out _, out _)
            ? CommitInfo.Parse(IdOf(commit), content)
            : new(IdOf(commit), "", DateTimeOffset.UnixEpoch, 0, "");

    /// <summary>A blob at or below the entry whose name was hit; negative when there is none.</summary>
    private int BlobBelow(HistoryHit hit) => FirstBlob.At(store, _objects, hit.Number, hit.Finding.Place.Path);
}
