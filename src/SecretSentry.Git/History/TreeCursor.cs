namespace SecretSentry.Git.History;

/// <summary>Enumerates the entries of a tree. A tree that is missing has no entries.</summary>
internal ref struct TreeCursor
{
    private readonly TreeTable _table;
    private ReadOnlySpan<int> _groups;
    private ReadOnlySpan<int> _runs;
    private ReadOnlySpan<Entry> _entries;

    public TreeCursor(TreeTable table, int tree)
    {
        _table = table;
        _groups = table.GetGroups(tree);
        SkipGroups(0);
    }

    /// <summary>Whether the cursor is after the last entry.</summary>
    public readonly bool IsAtEnd => _entries.IsEmpty;

    /// <summary>The current entry.</summary>
    public readonly Entry Current => _entries[0];

    /// <summary>Number of entries that <see cref="Seek"/> has passed.</summary>
    public int Passed { get; private set; }

    /// <summary>Moves to the next entry.</summary>
    public void MoveNext()
    {
        _entries = _entries[1..];
        if (_entries.IsEmpty)
        {
            SkipRuns(1);
        }
    }

    /// <summary>
    /// Moves forward to the entry with the same name and kind and returns it. Returns null when there is none. Trees are ordered, so the
    /// cursor only moves forward.
    /// </summary>
    public Entry? Seek(Entry entry)
    {
        for (; !IsAtEnd; MoveNext(), Passed++)
        {
            var order = Current == entry ? 0 : _table.Compare(Current, entry);
            if (order >= 0)
            {
                return order == 0 ? Current : null;
            }
        }

        return null;
    }

    /// <summary>
    /// Skips the entries that are equal in both trees at their current positions. Only complete runs are skipped (<see cref="TreeTable"/>),
    /// up to the first run that differs.
    /// </summary>
    public static void SkipCommon(ref TreeCursor first, ref TreeCursor other)
    {
        while (!first._runs.IsEmpty && !other._runs.IsEmpty && first._runs[0] == other._runs[0]
            && first._entries.Length == other._entries.Length)
        {
            var runs = first._runs.CommonPrefixLength(other._runs);
            if (runs == first._runs.Length && runs == other._runs.Length)
            {
                var groups = 1 + first._groups[1..].CommonPrefixLength(other._groups[1..]);
                first.SkipGroups(groups);
                other.SkipGroups(groups);
            }
            else
            {
                first.SkipRuns(runs);
                other.SkipRuns(runs);
            }
        }
    }

    private void SkipRuns(int runs)
    {
        _runs = _runs[runs..];
        if (_runs.IsEmpty)
        {
            SkipGroups(1);
        }
        else
        {
            _entries = _table.GetEntries(_runs[0]);
        }
    }

    /// <summary>Moves to the start of a later group: 0 is the current group, 1 the next one.</summary>
    private void SkipGroups(int groups)
    {
        _groups = _groups[groups..];
        _runs = _groups.IsEmpty ? [] : _table.GetRuns(_groups[0]);
        _entries = _runs.IsEmpty ? [] : _table.GetEntries(_runs[0]);
    }
}
