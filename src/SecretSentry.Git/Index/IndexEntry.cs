namespace SecretSentry.Git.Index;

/// <summary>
/// One file of the index. Spans are valid as long as the index is open; the path only until the next entry of the same index is read.
/// </summary>
internal readonly ref struct IndexEntry(int mode, ReadOnlySpan<byte> id, ReadOnlySpan<byte> path, int stage, bool isIntent)
{
    /// <summary>File mode, as in trees.</summary>
    public int Mode { get; } = mode;

    /// <summary>Bytes of the blob's id.</summary>
    public ReadOnlySpan<byte> Id { get; } = id;

    /// <summary>From the top of the work tree, with '/'.</summary>
    public ReadOnlySpan<byte> Path { get; } = path;

    /// <summary>0, or 1 to 3 for a side of a conflict.</summary>
    public int Stage { get; } = stage;

    /// <summary>Whether the content is still to be added (<c>git add -N</c>).</summary>
    public bool IsIntent { get; } = isIntent;
}
