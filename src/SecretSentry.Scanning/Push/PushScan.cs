using System.Text;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Scanning.Push;

/// <summary>
/// Scans everything that is new in a push: the blobs that its commits introduced (each once at each path), commit messages, tag messages
/// and names of refs. A secret at a path is reported once, with the first commit that introduced it.
/// </summary>
public sealed class PushScan
{
    private readonly RepositoryObjects _objects;
    private readonly PushedContent _pushed;
    private readonly Coverage _coverage = new();
    private readonly NewContent _contents;
    private readonly Dictionary<(string Rule, string Fingerprint, string Path), Finding> _findings = [];
    private readonly HashSet<(ObjectId, string)> _clean = [];

    public PushScan(ScanOptions options, RepositoryObjects objects, PushedContent pushed) =>
        (_objects, _pushed, _contents) = (objects, pushed, new(options, objects, _coverage));

    public ScanOutcome Run(IReadOnlyList<RefUpdate> updates)
    {
        foreach (var absent in _pushed.Absent)
        {
            _coverage.AddUnreadable($"object {absent}", "it is to be pushed and cannot be read");
        }

        Keep(_contents.Search(Encoding.UTF8.GetBytes(string.Join('\n', updates.Where(update => !update.New.IsZero)
            .Select(update => update.Name))), "(ref name)"), default);
        foreach (var commit in _pushed.Commits)
        {
            ScanText(commit, "commit");
        }

        foreach (var tag in _pushed.Tags)
        {
            ScanText(tag, "tag");
        }

        foreach (var blob in _pushed.Blobs)
        {
            ScanBlob(blob);
        }

        return new([.. _findings.Values], _coverage);
    }

    /// <summary>
    /// Returns the first parent of a commit, as an argument for a rebase. Returns <c>--root</c> when the commit has no parent.
    /// </summary>
    public string FindParent(string commit) =>
        ObjectId.TryParse(commit, out var id) && _objects.Read(id, out var content, out _, out _) == ReadOutcome.Read
            && content.IndexOf("\nparent "u8) is >= 0 and var offset
            ? Encoding.ASCII.GetString(content.Slice(offset + "\nparent ".Length, 12))
            : "--root";

    private void ScanBlob(PushedBlob blob)
    {
        if (_clean.Contains((blob.Blob, blob.Path)))
        {
            return;
        }

        var found = _contents.Search(blob.Blob, blob.Path);
        if (found.Count == 0)
        {
            _clean.Add((blob.Blob, blob.Path));
            return;
        }

        Keep(_contents.SelectOnNewLines(found, blob.Blob, blob.Before), blob.Commit ?? default);
    }

    /// <summary>Scans the header and the message of a commit or tag. Lines of the message are counted from its own start.</summary>
    private void ScanText(ObjectId id, string kind)
    {
        var outcome = _objects.Read(id, out var content, out _, out var problem);
        if (outcome == ReadOutcome.TooLarge)
        {
            Keep(_contents.SearchLarge(id, $"({kind} message)"), kind == "commit" ? id : default);
            return;
        }

        if (outcome != ReadOutcome.Read)
        {
            _coverage.AddUnreadable($"{kind} {id}", problem);
            return;
        }

        var head = CommitInfo.FindMessageLine(content) - 1;
        var found = _contents.Search(content, $"({kind} message)");
        Keep([.. found.Select(finding => finding.Location.FirstLine > head ? ShiftLines(finding, -head)
            : finding with { Location = finding.Location with { Path = $"({kind} header)" } })], kind == "commit" ? id : default);
    }

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

    private void Keep(IReadOnlyList<Finding> findings, ObjectId commit)
    {
        foreach (var finding in findings)
        {
            _findings.TryAdd((finding.Rule.Id, finding.Fingerprint, finding.Location.Path), commit.Length == 0 ? finding : finding with
            {
                Location = Locate(finding.Location, commit),
            });
        }
    }

    private Location Locate(Location location, ObjectId commit)
    {
        if (_objects.Read(commit, out var content, out _, out _) != ReadOutcome.Read)
        {
            return location with { Commit = commit.ToString() };
        }

        var info = CommitInfo.Parse(commit.ToString(), content);
        return location with
        {
            Commit = info.Id,
            Author = _contents.Redact(info.Author),
            Date = info.AuthorDate,
            Subject = _contents.Redact(info.Subject),
        };
    }
}
