using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Staged;

namespace SecretSentry.Scanning.Staged;

/// <summary>Decides which findings in the index the commit introduces.</summary>
internal sealed class StagedLines(string directory, StagedSelection selection, AddedSecrets added)
{
    private readonly Dictionary<string, MovedFiles> _renames = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _otherSides;
    private bool? _countsOldLines;

    /// <summary>Number of findings that were removed because another parent of the merge has them.</summary>
    public int FromOtherSides { get; private set; }

    public IReadOnlyList<Finding> SelectNew(StagedChange change, IReadOnlyList<Finding> found)
    {
        _countsOldLines ??= selection.CountsOldLines();
        ObjectId? old = _countsOldLines.Value ? null : change.OldId ?? FindMoved("HEAD", change);
        var own = Select(change, found, [old]);
        _otherSides ??= own.Length == 0 ? null : selection.OtherSides ?? MergeParents.Read(directory);
        if (own.Length == 0 || _otherSides is not { Count: > 0 })
        {
            return own;
        }

        var remaining = Select(change, found, [old, .. _otherSides.Select(commit =>
            MergeParents.FindBlob(directory, commit, change.Path) ?? FindMoved(commit, change))]);
        FromOtherSides += own.Length - remaining.Length;
        return remaining;
    }

    private Finding[] Select(StagedChange change, IReadOnlyList<Finding> found, IReadOnlyList<ObjectId?> before) =>
        [.. added.Select(found, change.NewId, change.Path, before).Select(secret => secret.Finding)];

    /// <summary>Returns the blob of a commit that the index moved; null when there is none.</summary>
    private ObjectId? FindMoved(string commit, StagedChange change)
    {
        if (!_renames.TryGetValue(commit, out var moved))
        {
            _renames[commit] = moved = Renames.FindStaged(directory, commit);
        }

        return moved.FindOld(change.Path, change.NewId);
    }
}
