using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Push;

namespace SecretSentry.Scanning.Range;

/// <summary>
/// Scans what the commits of a range add. Only these commits, their messages and the blobs that they introduce are read, so the cost does
/// not depend on the length of the history.
/// </summary>
public static class RangeScan
{
    /// <summary>
    /// Returns the secrets that the commits of <see cref="HistorySelection.Range"/>, or those after
    /// <see cref="HistorySelection.SinceCommit"/>, added. A secret that several of them added at one path is reported once for each
    /// occurrence, with the first commit, unless <see cref="HistorySelection.ListsAll"/> is set. Ordered by path and location.
    /// </summary>
    /// <exception cref="Git.Process.GitException">git does not know the range, or failed.</exception>
    public static ScanOutcome Run(ScanOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var selection = options.Selection;
        var range = CommitRange.Read(options.Directory, selection.Range, selection.SinceCommit);
        using var objects = RepositoryObjects.Open(options.Directory);
        var coverage = new Coverage();
        if (range.Commits.Count == 0)
        {
            // That is normal, for example when CI runs again.
            coverage.Notices.Add(selection.Range.Length > 0 ? $"the range '{selection.Range}' contains no commit, so nothing was scanned"
                : $"there is no commit after '{selection.SinceCommit}', so nothing was scanned");
        }

        if (range.HasBrokenRefs)
        {
            coverage.Gaps.Add("git left out refs that it cannot read, so commits on them were not scanned; git for-each-ref names them");
        }

        var layout = RepositoryLayout.Read(options.Directory);
        foreach (var problem in ChecksummedFiles.FindDamagedLists(layout))
        {
            coverage.Gaps.Add($"{Path.GetFileName(problem.Name)}: {problem.Reason}");
        }

        var pushed = Select(PushedContent.Read(objects, range), options, objects, coverage);
        var scan = new CommitsScan(options, objects, coverage);
        var additions = scan.Run(pushed, cancellation);
        coverage.Objects["commits"] = range.Commits.Count;
        coverage.Objects["blobs"] = pushed.Blobs.Select(blob => blob.Blob).Distinct().Count();
        if (!selection.AllowsShallow && layout.ShallowCommits is { Count: > 0 } shallow
            && range.Commits.Where(shallow.Contains).Cast<ObjectId?>().FirstOrDefault() is { } boundary)
        {
            coverage.Gaps.Add($"the clone is shallow, and commit {boundary} of the range is at its boundary: what it added is not known; "
                + "fetch the history with git fetch --unshallow, or accept this with --allow-shallow");
        }

        return new(additions.Count == 0 ? [] : RangeFindings.Create(options, objects, range, additions, scan), coverage);
    }

    /// <summary>Leaves out the paths that are not wanted and, if that is allowed, the blobs that a partial clone lacks.</summary>
    private static PushedContent Select(PushedContent pushed, ScanOptions options, RepositoryObjects objects, Coverage coverage)
    {
        var wanted = pushed.Blobs.Where(blob => options.Includes(blob.Path)).ToArray();
        var present = options.Selection.AllowsShallow ? [.. wanted.Where(blob => objects.Contains(blob.Blob))] : wanted;
        AddSkipped(ScanOptions.FilteredReason, pushed.Blobs.Count - wanted.Length);
        AddSkipped("blobs that the clone lacks", wanted.Length - present.Length);
        return pushed with { Blobs = present };

        void AddSkipped(string reason, int count)
        {
            if (count > 0)
            {
                coverage.AddSkipped(reason, count);
            }
        }
    }
}
