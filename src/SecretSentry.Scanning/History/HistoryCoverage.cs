using System.Globalization;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>Counts what was scanned and what was not. The numbers add up: objects listed = scanned + left out + unreadable.</summary>
internal static class HistoryCoverage
{
    public const string OwnFiles = "files of the git directory";

    /// <summary>Adds the counts of objects and the reasons why the scan is incomplete. The own files must have been counted.</summary>
    /// <param name="coverage">What was scanned.</param>
    /// <param name="scan">Has read the objects.</param>
    /// <param name="options">What was to be scanned.</param>
    public static void Write(Coverage coverage, ObjectScan scan, ScanOptions options)
    {
        var (store, reader, reused) = (scan.Store, scan.Reader, scan.Reused);
        var expected = store.Distinct + coverage.Objects[OwnFiles];
        coverage.Objects["blobs"] = reader.CountOf(ObjectKind.Blob);
        coverage.Objects["trees"] = reader.CountOf(ObjectKind.Tree);
        coverage.Objects["commits"] = reader.CountOf(ObjectKind.Commit);
        coverage.Objects["tags"] = reader.CountOf(ObjectKind.Tag);
        if (reader.Submodules > 0)
        {
            coverage.Objects["commits of submodules not followed"] = reader.Submodules;
        }

        if (reused > 0)
        {
            coverage.AddSkipped("blobs that were scanned before and hold nothing (--no-cache scans them again)", reused);
        }

        if (reader.Filtered > reused)
        {
            coverage.AddSkipped("blobs outside of what was asked for", reader.Filtered - reused);
        }

        foreach (var (number, reason) in reader.Unreadable)
        {
            coverage.AddUnreadable($"object {store.GetId(number)}", reason);
        }

        if (coverage.Enumerated is var counted && counted != expected)
        {
            coverage.Gaps.Add(string.Create(CultureInfo.InvariantCulture,
                $"the numbers do not add up: {expected} items were listed, {counted} were counted; this is a bug in secretsentry"));
        }

        WriteGaps(coverage, store, reader, isWhole: !options.Selection.ChoosesCommits);
        WriteMissing(coverage, scan, options);
    }

    private static void WriteGaps(Coverage coverage, ObjectStore store, HistoryReader reader, bool isWhole)
    {
        // What no object of a selection depends on does not spoil it.
        foreach (var problem in store.Problems.Concat(isWhole ? ChecksummedFiles.FindDamaged(store.Layout) : []))
        {
            coverage.Gaps.Add($"{Path.GetFileName(problem.Name)}: {problem.Reason}");
        }

        foreach (var (number, reason) in reader.Malformed)
        {
            coverage.Gaps.Add($"object {store.GetId(number)}: {reason}");
        }

        if (store.Layout.GitProblem.Length > 0)
        {
            coverage.Gaps.Add($"refs and reflogs are not known, because git cannot read this repository: {store.Layout.GitProblem}");
        }

        if (store.Layout.HasGrafts)
        {
            coverage.Gaps.Add("info/grafts changes the parents of commits; it was ignored, every object was scanned");
        }
    }

    /// <summary>
    /// Adds what is missing. <c>--allow-shallow</c> accepts what a shallow or partial clone leaves out on purpose, and nothing else.
    /// </summary>
    private static void WriteMissing(Coverage coverage, ObjectScan scan, ScanOptions options)
    {
        var (store, missing) = (scan.Store, scan.Reader.Missing);
        var isPartial = store.Layout.IsPartial || store.IsPromised;
        var isAllowed = options.Selection.AllowsShallow && isPartial;
        new NameCoverage(scan.Names, store, options).Write(coverage, isAllowed);
        if (store.Layout.ShallowCommits.Count > 0 && !options.Selection.AllowsShallow)
        {
            coverage.Gaps.Add("the clone is shallow: history before its boundary is missing; fetch it with git fetch --unshallow, or "
                + "accept it with --allow-shallow");
        }

        if (missing.Count > 0 && !isAllowed)
        {
            var cause = isPartial ? "the clone is partial: scan a full clone, or accept it with --allow-shallow"
                : "the repository is damaged; run: git fsck";
            coverage.Gaps.Add(string.Create(CultureInfo.InvariantCulture,
                $"{missing.Count} objects that commits, tags and trees refer to are missing, such as {missing.Min()}; {cause}"));
        }

        if (scan.IsCutInPaths)
        {
            coverage.Gaps.Add("the trees of this repository name too many paths, or too long ones: files were scanned and located under "
                + "some of their paths only; docs/limits.md tells how to raise the limits paths, paths-per-object, "
                + "path-length and places");
        }

        if (scan.IsCutInDepth && options.Selection.ChoosesCommits)
        {
            coverage.Gaps.Add("some files are nested too deep to be selected by their commits; scan the whole history");
        }
    }
}
