using SecretSentry.Findings;
using SecretSentry.Git.Index;
using SecretSentry.Git.Repository;
using SecretSentry.Git.Staged;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Staged;

/// <summary>
/// Scans the index. The whole new content is scanned, because a key can start on an old line. Only secrets that the commit adds are
/// reported (see <see cref="AddedSecrets"/>). In a merge a secret counts as new only when no parent has it.
/// </summary>
public static class StagedScan
{
    public static StagedOutcome Run(ScanOptions options, StagedSelection selection)
    {
        using var objects = RepositoryObjects.Open(options.Directory);
        var coverage = new Coverage();
        var contents = new NewContent(options, objects, coverage);
        var lines = new StagedLines(options.Directory, selection, new(options, objects, contents));
        var names = new NewNames(contents);
        var (findings, links) = (new List<Finding>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var change in StagedChanges.Read(objects))
        {
            if (!options.Includes(change.Path))
            {
                coverage.AddSkipped(ScanOptions.FilteredReason);
                continue;
            }

            if (change.OldId is null)
            {
                findings.AddRange(names.Search(change.Path, prefix =>
                    MergeParents.FindBlob(options.Directory, "HEAD", prefix) is not null));
            }

            var found = contents.Search(change.NewId, change.Path);
            if (found.Count > 0)
            {
                findings.AddRange(lines.SelectNew(change, found));
                _ = change.IsSymlink && links.Add(change.Path);
            }
        }

        return new(new(findings, coverage), lines.FromOtherSides, links);
    }
}
