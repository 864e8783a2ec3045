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
    /// <param name="store">The objects.</param>
    /// <param name="reader">Has read the objects.</param>
    /// <param name="selection">What was to be scanned.</param>
    /// <param name="reused">Number of blobs that were not read because an earlier scan found them clean.</param>
    public static void Write(Coverage coverage, ObjectStore store, HistoryReader reader, HistorySelection selection, long reused)
    {
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

        WriteGaps(coverage, store, reader, selection);
    }

    private static void WriteGaps(Coverage coverage, ObjectStore store, HistoryReader reader, HistorySelection selection)
    {
        foreach (var problem in store.Problems)
        {
            coverage.Gaps.Add($"{Path.GetFileName(problem.Name)}: {problem.Reason}");
        }

        if (store.Layout.GitProblem.Length > 0)
        {
            coverage.Gaps.Add($"refs and reflogs are not known, because git cannot read this repository: {store.Layout.GitProblem}");
        }

        if (store.Layout.HasGrafts)
        {
            coverage.Gaps.Add("info/grafts changes the parents of commits; it was ignored, every object was scanned");
        }

        if (selection.AllowsShallow)
        {
            return;
        }

        if (store.Layout.ShallowCommits.Count > 0)
        {
            coverage.Gaps.Add("the clone is shallow: history before its boundary is missing; fetch it with git fetch --unshallow, or "
                + "accept it with --allow-shallow");
        }

        var isPartial = store.Layout.IsPartial || store.IsPromised;
        if (reader.Missing.Count > 0)
        {
            var example = reader.Missing.Min();
            var cause = isPartial ? "the clone is partial: scan a full clone, or accept it with --allow-shallow"
                : "the repository is damaged; run: git fsck";
            coverage.Gaps.Add(string.Create(CultureInfo.InvariantCulture,
                $"{reader.Missing.Count} objects that commits and trees refer to are missing, such as {example}; {cause}"));
        }
    }
}
