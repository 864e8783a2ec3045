using SecretSentry.Findings;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Staged;

namespace SecretSentry.Scanning.Staged;

/// <summary>Decides which findings are on lines that the commit introduces.</summary>
internal sealed class StagedLines(string directory, StagedSelection selection, NewContent contents)
{
    private IReadOnlyList<string>? _otherSides;
    private bool? _countsOldLines;

    public int FromOtherSides { get; private set; }

    public IReadOnlyList<Finding> SelectNew(StagedChange change, IReadOnlyList<Finding> found)
    {
        _countsOldLines ??= selection.CountsOldLines();
        var own = _countsOldLines.Value || change.OldId is not { } old ? found : contents.SelectOnNewLines(found, change.NewId, [old]);
        if (own.Count == 0 || selection.CountsOtherSides)
        {
            return own;
        }

        _otherSides ??= MergeParents.Read(directory);
        var others = _otherSides.Select(commit => MergeParents.FindBlob(directory, commit, change.Path)).OfType<ObjectId>().Distinct();
        var remaining = contents.SelectOnNewLines(own, change.NewId, others);
        FromOtherSides += own.Count - remaining.Count;
        return remaining;
    }
}
