using SecretSentry.Engine.Findings;
using SecretSentry.Git;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Staged;

namespace SecretSentry.Cli.Scanning;

/// <summary>What a scan of the index is to count as new.</summary>
/// <param name="CountsOldLines">Whether findings on lines that HEAD has as well are kept; asked only when there are findings.</param>
/// <param name="CountsOtherSides">Whether in a merge that is not finished lines are kept that another parent has.</param>
internal sealed record StagedSelection(Func<bool> CountsOldLines, bool CountsOtherSides)
{
    /// <summary>Added and changed lines, in a merge those no parent has.</summary>
    public static StagedSelection Plain { get; } = new(() => false, false);
}

/// <summary>What is staged.</summary>
/// <param name="Outcome">Findings to be judged.</param>
/// <param name="FromOtherSides">Findings left out because another parent of the merge has their lines.</param>
/// <param name="Links">Paths with findings whose content is the target of a symbolic link.</param>
internal sealed record StagedOutcome(ScanOutcome Outcome, int FromOtherSides, IReadOnlySet<string> Links);

/// <summary>
/// The index: the whole new content is searched (a key can start on an old line), and only what touches an added or changed line is
/// reported. In a merge a line counts as new only when no parent has it.
/// </summary>
internal static class StagedScan
{
    public static StagedOutcome Run(ScanOptions options, StagedSelection selection)
    {
        using var objects = RepositoryObjects.Open(options.Directory);
        var coverage = new Coverage();
        var contents = new NewContent(options, objects, coverage);
        var lines = new StagedLines(options.Directory, selection, contents);
        var (findings, links) = (new List<Finding>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var change in StagedChanges.Read(objects))
        {
            if (!options.Includes(change.Path))
            {
                coverage.AddSkipped("paths left out by --include or --exclude");
                continue;
            }

            var found = contents.Search(change.NewId, change.Path);
            if (found.Count > 0)
            {
                findings.AddRange(lines.New(change, found));
                _ = change.IsSymlink && links.Add(change.Path);
            }
        }

        return new(new(findings, coverage), lines.FromOtherSides, links);
    }
}

/// <summary>Decides which findings stand on lines that the commit brings.</summary>
internal sealed class StagedLines(string directory, StagedSelection selection, NewContent contents)
{
    private IReadOnlyList<string>? _otherSides;
    private bool? _countsOldLines;

    public int FromOtherSides { get; private set; }

    public IReadOnlyList<Finding> New(StagedChange change, IReadOnlyList<Finding> found)
    {
        _countsOldLines ??= selection.CountsOldLines();
        var own = _countsOldLines.Value || change.OldId is not { } old ? found : contents.OnNewLines(found, change.NewId, [old]);
        if (own.Count == 0 || selection.CountsOtherSides)
        {
            return own;
        }

        _otherSides ??= MergeParents.Read(directory);
        var others = _otherSides.Select(commit => MergeParents.BlobAt(directory, commit, change.Path)).OfType<ObjectId>().Distinct();
        var left = contents.OnNewLines(own, change.NewId, others);
        FromOtherSides += own.Count - left.Count;
        return left;
    }
}
