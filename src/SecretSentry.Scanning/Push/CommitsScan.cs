using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Scanning.Push;

/// <summary>
/// Scans what commits introduce: blobs (each once at each path), messages, and names of files and folders. A secret belongs to the commit
/// that added it: see <see cref="AddedSecrets"/>. A file that was moved is compared with the one it was moved from.
/// </summary>
internal sealed class CommitsScan
{
    private readonly RepositoryObjects _objects;
    private readonly Coverage _coverage;
    private readonly AddedSecrets _added;
    private readonly HashSet<(ObjectId, string)> _clean = [];
    private readonly NewNames _names;
    private readonly TreeReader _trees;

    public CommitsScan(ScanOptions options, RepositoryObjects objects, Coverage coverage)
    {
        (_objects, _coverage, Contents) = (objects, coverage, new(options, objects, coverage));
        (_added, _names, _trees) = (new(options, objects, Contents), new(Contents), new(objects));
    }

    /// <summary>Scans everything that this scan reads.</summary>
    public NewContent Contents { get; }

    /// <summary>Returns the secrets that the commits added, in the order of the objects.</summary>
    public List<Addition> Run(PushedContent pushed, CancellationToken cancellation)
    {
        var additions = new List<Addition>();
        foreach (var absent in pushed.Absent)
        {
            _coverage.AddUnreadable($"object {absent.Id}", absent.Reason);
        }

        if (pushed.IsCut)
        {
            _coverage.Gaps.Add("the trees of some commits name too many paths, or too long ones: files were scanned and located under some "
                + "of their paths only; docs/limits.md tells how to raise the limits range-paths, path-length and folder-depth");
        }

        additions.AddRange(pushed.Commits.SelectMany(commit => ScanText(commit, "commit")));
        additions.AddRange(pushed.Tags.SelectMany(tag => ScanText(tag, "tag")));
        var found = new List<(PushedBlob Blob, IReadOnlyList<Finding> Findings)>();
        foreach (var blob in pushed.Blobs)
        {
            cancellation.ThrowIfCancellationRequested();
            additions.AddRange(ScanNames(blob));
            if (ScanBlob(blob) is { Count: > 0 } findings)
            {
                found.Add((blob, findings));
            }
        }

        // git lists all paths of a commit to find the files that it moved.
        var before = pushed.IsCut ? [.. found.Select(pair => pair.Blob.Before)] : ResolveMoved([.. found.Select(pair => pair.Blob)]);
        additions.AddRange(found.SelectMany((pair, i) => _added.Select(pair.Findings, pair.Blob.Blob, pair.Blob.Path, before[i])
            .Select(secret => new Addition(secret.Finding, pair.Blob.Commit ?? default, secret.Occurrence, pair.Blob.Blob))));
        return additions;
    }

    /// <summary>Returns a location with the facts about its commit, secrets masked; with its id only when it cannot be read.</summary>
    public Location Locate(Location location, ObjectId commit)
    {
        var info = _objects.Read(commit, out var content, out _, out _) == ReadOutcome.Read ? CommitInfo.Parse(commit.ToString(), content)
            : new(commit.ToString(), "", DateTimeOffset.UnixEpoch, 0, "");
        return location with
        {
            Commit = info.Id,
            Author = Contents.Redact(info.Author),
            Date = info.AuthorDate,
            Subject = Contents.Redact(info.Subject),
        };
    }

    /// <inheritdoc cref="AddedSecrets.ListSecrets"/>
    public IReadOnlySet<string> ListSecrets(ObjectId blob, string path) => _added.ListSecrets(blob, path);

    private IReadOnlyList<Finding> ScanBlob(PushedBlob blob)
    {
        if (_clean.Contains((blob.Blob, blob.Path)))
        {
            return [];
        }

        var found = Contents.Search(blob.Blob, blob.Path);
        if (found.Count == 0)
        {
            _clean.Add((blob.Blob, blob.Path));
        }

        return found;
    }

    /// <summary>Returns the older contents of each blob. Where a parent lacks the path, the file that was moved there counts.</summary>
    private IReadOnlyList<ObjectId?>[] ResolveMoved(PushedBlob[] blobs)
    {
        var pairs = new Dictionary<(ObjectId Commit, ObjectId Parent), int>();
        var parents = Array.ConvertAll(blobs, blob => blob.Before.Contains(null) && blob.Commit is { } commit ? ReadParents(commit) : []);
        for (var i = 0; i < blobs.Length; i++)
        {
            foreach (var parent in parents[i].Where((_, side) => blobs[i].Before[side] is null))
            {
                pairs.TryAdd((blobs[i].Commit!.Value, parent), pairs.Count);
            }
        }

        var renames = Renames.Find(_objects.Directory, [.. pairs.OrderBy(pair => pair.Value).Select(pair => pair.Key)]);
        return [.. blobs.Select((blob, i) => parents[i].Length == 0 ? blob.Before
            : [.. blob.Before.Select((old, side) => old ?? FindMoved(blob, parents[i][side]))])];

        ObjectId? FindMoved(PushedBlob blob, ObjectId parent) =>
            renames[pairs[(blob.Commit!.Value, parent)]].FindOld(blob.Path, blob.Blob);
    }

    private ObjectId[] ReadParents(ObjectId commit) =>
        _objects.Read(commit, out var content, out _, out _) == ReadOutcome.Read ? CommitInfo.ParseParents(content) : [];

    /// <summary>Scans the header and the message of a commit or tag. Lines of the message are counted from its own start.</summary>
    private IEnumerable<Addition> ScanText(ObjectId id, string kind)
    {
        var outcome = _objects.Read(id, out var content, out _, out var problem);
        if (outcome == ReadOutcome.Unreadable)
        {
            _coverage.AddUnreadable($"{kind} {id}", problem);
            return [];
        }

        if (outcome == ReadOutcome.TooLarge)
        {
            return Contents.SearchLarge(id, $"({kind} message)").Select((finding, i) => Create(finding, i));
        }

        var head = CommitInfo.FindMessageLine(content) - 1;
        return Contents.Search(content, $"({kind} message)").Select(finding => finding.Location.FirstLine > head
            ? ShiftLines(finding, -head) : finding with { Location = finding.Location with { Path = $"({kind} header)" } })
            .Select((finding, i) => Create(finding, i));

        Addition Create(Finding finding, int occurrence) => new(finding, kind == "commit" ? id : default, occurrence, default);
    }

    /// <summary>Scans the names that a new path adds: its own, and those of folders that no parent has.</summary>
    private IEnumerable<Addition> ScanNames(PushedBlob blob) => blob.Before.Any(old => old is not null) ? []
        : _names.Search(blob.Path, prefix => IsInParent(blob.Commit, prefix))
            .Select(finding => new Addition(finding, blob.Commit ?? default, 0, default));

    private bool IsInParent(ObjectId? commit, string path) => commit is { } id
        && ReadParents(id).Any(parent => _trees.Find(parent, path) is not null);

    private static Finding ShiftLines(Finding finding, int lines)
    {
        var location = finding.Location;
        return finding with
        {
            Location = location with
            {
                Start = new(location.Start.Line + lines, location.Start.Column),
                End = new(location.End.Line + lines, location.End.Column),
                FirstLine = location.FirstLine + lines,
                LastLine = location.LastLine + lines,
            },
        };
    }
}
