namespace SecretSentry.Git.Objects;

/// <summary>
/// One entry of a tree: "mode SP name NUL id" (gitformat-tree). Modes are parsed as numbers, because old trees pad them with zeros.
/// </summary>
public readonly ref struct TreeEntry
{
    private const int KindMask = 0xF000;

    private TreeEntry(int mode, ReadOnlySpan<byte> name, ReadOnlySpan<byte> id, int length)
    {
        Mode = mode;
        Name = name;
        Id = id;
        Length = length;
    }

    /// <summary>File mode.</summary>
    public int Mode { get; }

    /// <summary>Name without a folder.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>Bytes of the id.</summary>
    public ReadOnlySpan<byte> Id { get; }

    /// <summary>Length of the whole entry in bytes.</summary>
    public int Length { get; }

    /// <summary>Whether the entry is a tree.</summary>
    public bool IsTree => (Mode & KindMask) == 0x4000;

    /// <summary>Whether the entry is a commit of another repository (a submodule).</summary>
    public bool IsSubmodule => (Mode & KindMask) == 0xE000;

    /// <summary>
    /// Compares names in git's order within a tree: by bytes, with the name of a tree compared as if it ended with '/'. 0: the same name,
    /// and both or neither are trees.
    /// </summary>
    public int CompareName(TreeEntry other)
    {
        var length = Math.Min(Name.Length, other.Name.Length);
        var order = Name[..length].SequenceCompareTo(other.Name[..length]);
        return order != 0 ? order : GetByteAfter(length).CompareTo(other.GetByteAfter(length));
    }

    private int GetByteAfter(int length) => Name.Length > length ? Name[length] : IsTree ? '/' : 0;

    /// <summary>Reads the entry that starts at <paramref name="offset"/>. Returns false when there is no valid entry.</summary>
    public static bool TryRead(ReadOnlySpan<byte> tree, int offset, int idLength, out TreeEntry entry)
    {
        entry = default;
        var rest = tree[offset..];
        var (mode, digits) = (0, 0);
        for (; digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'7' && digits < 10; digits++)
        {
            mode = (mode << 3) | (rest[digits] - '0');
        }

        if (digits == 0 || digits >= rest.Length || rest[digits] != ' ')
        {
            return false;
        }

        var name = rest[(digits + 1)..];
        var end = name.IndexOf((byte)0);
        if (end <= 0 || name.Length - end - 1 < idLength)
        {
            return false;
        }

        entry = new(mode, name[..end], name.Slice(end + 1, idLength), digits + 1 + end + 1 + idLength);
        return true;
    }
}
