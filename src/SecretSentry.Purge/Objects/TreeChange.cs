namespace SecretSentry.Purge.Objects;

/// <summary>Compares a tree with a similar one.</summary>
internal static class TreeChange
{
    /// <summary>Number of bytes next to a change: more than a file name, so that the changed names are complete.</summary>
    public const int Margin = 512;

    private const int Step = 64;

    /// <summary>
    /// Returns the part of a tree that differs from another one, with the bytes next to it. Names of up to <see cref="Margin"/> bytes that
    /// are not completely in the result are in the other tree as well.
    /// </summary>
    public static ReadOnlySpan<byte> FindChanged(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> other)
    {
        var start = tree.CommonPrefixLength(other);
        var (shorter, end) = (Math.Min(tree.Length, other.Length) - start, 0);
        while (end + Step <= shorter && tree[^(end + Step)..^end].SequenceEqual(other[^(end + Step)..^end]))
        {
            end += Step;
        }

        return tree[Math.Max(0, start - Margin)..Math.Min(tree.Length, tree.Length - end + Margin)];
    }
}
