namespace SecretSentry.Git.History;

/// <summary>A tree entry, packed into a number. Equal entries are equal numbers.</summary>
/// <param name="Value">Bits 33 and up: number of the name. Bit 32: set for a tree. Bits 0-31: number of the object, negative when it is
/// missing or belongs to another repository.</param>
internal readonly record struct Entry(long Value)
{
    public Entry(int name, bool isTree, int target)
        : this(((long)name << 33) | (isTree ? 1L << 32 : 0) | (uint)target)
    {
    }

    /// <summary>Number of the name.</summary>
    public int Name => (int)(Value >> 33);

    /// <summary>Whether the entry is a tree.</summary>
    public bool IsTree => (Value >> 32 & 1) != 0;

    /// <summary>Number of the object; negative when there is no object that can be read.</summary>
    public int Target => (int)Value;

    /// <summary>
    /// Whether a run ends after this entry. This depends on the entry alone, so two trees that differ in one entry have all other runs in
    /// common.
    /// </summary>
    public bool EndsRun => ((ulong)Value * 0x9E3779B97F4A7C15UL) >> 61 == 0;
}
