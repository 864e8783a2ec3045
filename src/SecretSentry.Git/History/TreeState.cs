using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>The entries of a tree, kept for the trees that are deltas on it.</summary>
internal sealed class TreeState : IContentState
{
    /// <summary>Offset of each entry.</summary>
    public List<int> EntryOffsets { get; } = [];

    /// <summary>An <see cref="Entry"/> for each of <see cref="EntryOffsets"/>.</summary>
    public List<long> Entries { get; } = [];

    /// <summary>The runs of its entries.</summary>
    public TreeRuns Runs { get; } = new();

    /// <inheritdoc/>
    public bool HasContent => EntryOffsets.Count > 0;

    /// <inheritdoc/>
    public void Clear()
    {
        EntryOffsets.Clear();
        Entries.Clear();
        Runs.Clear();
    }
}
