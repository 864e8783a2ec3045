namespace SecretSentry.Git.Index;

/// <summary>
/// One file of the index. Its spans are valid while the index is open. The path is valid only until the next entry of the same index is
/// read.
/// </summary>
internal readonly ref struct IndexEntry(int mode, ReadOnlySpan<byte> id, ReadOnlySpan<byte> path, int stage, bool isIntent)
{
    /// <summary>File mode, as in trees.</summary>
    public int Mode { get; } = mode;

    /// <summary>Bytes of the blob's id.</summary>
    public ReadOnlySpan<byte> Id { get; } = id;

    /// <summary>Path from the top of the work tree, with '/'.</summary>
    public ReadOnlySpan<byte> Path { get; } = path;

    /// <summary>0 for a merged path, or 1 to 3 for a side of a conflict.</summary>
    public int Stage { get; } = stage;

    /// <summary>Whether the entry was added without content (<c>git add -N</c>).</summary>
    public bool IsIntent { get; } = isIntent;
}
