using SecretSentry.Findings;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Staged;

namespace SecretSentry.Scanning.Staged;

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
