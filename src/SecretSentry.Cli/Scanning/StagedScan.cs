using SecretSentry.Engine.Findings;
using SecretSentry.Git;
using SecretSentry.Git.Staged;

namespace SecretSentry.Cli.Scanning;

/// <summary>
/// The index: the whole new content is searched (a key can start on an old line), and only what touches an added or changed line is
/// reported. In a merge a line counts as new only when no parent has it.
/// </summary>
internal static class StagedScan
{
    public static ScanOutcome Run(ScanOptions options)
    {
        using var blobs = BlobReader.Start(options.Directory);
        var coverage = new Coverage();
        var scan = new ContentScan(options, coverage);
        var findings = new List<Finding>();
        foreach (var change in StagedChanges.Read(options.Directory))
        {
            if (!options.Includes(change.Path))
            {
                coverage.AddSkipped("paths left out by --include or --exclude");
            }
            else if (!blobs.TryRead(change.NewId, out var content, out _, out var problem))
            {
                coverage.AddUnreadable(change.Path, problem);
            }
            else
            {
                var found = new List<Finding>();
                scan.Scan(content, change.Path, found);
                if (found.Count > 0)
                {
                    findings.AddRange(OnNewLines(found, content.ToArray(), change, options.Directory, blobs));
                }
            }
        }

        return new(findings, coverage);
    }

    /// <summary>What differs between the index and the files, of the paths found; decides a line of advice.</summary>
    public static StagedSituation Situation(string directory, IEnumerable<Finding> findings) =>
        WorkTree.Situation(directory, [.. findings.Select(finding => finding.Place.Path).Distinct(StringComparer.Ordinal)]);

    private static IEnumerable<Finding> OnNewLines(List<Finding> found, byte[] content, StagedChange change, string directory, BlobReader blobs)
    {
        var olds = new[] { change.OldId }.Concat(MergeParents.BlobIdsAt(directory, change.Path)).OfType<string>().Distinct(StringComparer.Ordinal);
        var sets = new List<LineSet>();
        foreach (var id in olds)
        {
            // A parent that cannot be read hides nothing: without it every line counts as new.
            sets.Add(blobs.TryRead(id, out var old, out _, out _) ? ChangedLines.Between(old, content) : LineSet.All);
        }

        return found.Where(finding => sets.TrueForAll(set => set.Intersects(finding.Place.FirstLine, finding.Place.LastLine)));
    }
}
