using System.Numerics;
using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Reads the entries of trees into a <see cref="TreeTable"/>. Of a delta, only those entries are read that its base does not have: an entry
/// that lies completely within a copy, and starts where an entry of the base starts, has already been read there. An instance belongs to
/// one thread.
/// </summary>
internal sealed class TreePass(ObjectStore store, TreeFacts facts, TreeTable table)
{
    private readonly int _idLength = store.Layout.Format.IdLength;
    private readonly TreeState _single = new();
    private readonly List<ReusedEntries> _reused = [];

    /// <summary>
    /// Reads a tree that is neither a delta nor the base of one. Returns false when it is malformed; the entries before the malformed part
    /// are kept.
    /// </summary>
    public bool ReadLoose(int number, ReadOnlySpan<byte> tree)
    {
        _single.Clear();
        var isWhole = ReadEntries(number, tree, _single);
        table.Add(number, AsEntries(_single.Entries), _single.Runs);
        return isWhole;
    }

    /// <summary>
    /// Reads a tree that the walker passes. Its entry offsets, entries and runs are kept for the trees that are deltas on it. Returns false
    /// when it is malformed.
    /// </summary>
    public bool ReadPacked(int number, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta, bool isKept)
    {
        _reused.Clear();
        var state = content.StateAs<TreeState>();
        var source = parent is null ? state : parent.StateAs<TreeState>();
        var isWhole = parent is null ? ReadEntries(number, content.Content, state)
            : ReadDelta(number, content.Content, state, new(source, parent.Length), delta);
        if (isKept)
        {
            table.Add(number, AsEntries(state.Entries), state.Runs, CollectionsMarshal.AsSpan(_reused), source.Runs);
        }

        return isWhole;
    }

    private static ReadOnlySpan<Entry> AsEntries(List<long> entries) => MemoryMarshal.Cast<long, Entry>(CollectionsMarshal.AsSpan(entries));

    private bool ReadEntries(int number, ReadOnlySpan<byte> tree, TreeState state)
    {
        for (var offset = 0; offset < tree.Length;)
        {
            if (!Read(number, tree, state, ref offset))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadDelta(int number, ReadOnlySpan<byte> tree, TreeState state, TreeSource source, ReadOnlySpan<byte> delta)
    {
        var offset = 0;
        var operations = Delta.ReadOperations(delta);
        while (operations.Read())
        {
            var end = operations.Start + operations.Length;
            while (offset < end)
            {
                if (offset >= operations.Start && operations.Source >= 0 && TryReuse(operations, source, state, ref offset))
                {
                    continue;
                }

                if (!Read(number, tree, state, ref offset))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Reuses all entries of the base that lie within the copy from <paramref name="offset"/> on. Returns false when there is none.
    /// </summary>
    private bool TryReuse(in DeltaOperations copy, TreeSource parent, TreeState state, ref int offset)
    {
        var shift = copy.Start - copy.Source;
        var parentOffsets = CollectionsMarshal.AsSpan(parent.State.EntryOffsets);
        var first = parentOffsets.BinarySearch(offset - shift);
        if (first < 0)
        {
            return false;
        }

        // After the last entry offset the content ends, or the following bytes are malformed and must be checked again.
        var limit = copy.Source + copy.Length;
        var next = FindFirst(parentOffsets, limit, first);
        var count = next - first;
        if (next < parentOffsets.Length ? parentOffsets[next] != limit : parent.Length != limit)
        {
            count--; // the last entry extends past the end of the copy
        }

        if (count <= 0)
        {
            return false;
        }

        _reused.Add(new(state.Entries.Count, first, count));
        Shift(parentOffsets.Slice(first, count), shift, Extend(state.EntryOffsets, count));
        CollectionsMarshal.AsSpan(parent.State.Entries).Slice(first, count).CopyTo(Extend(state.Entries, count));
        offset = (first + count < parentOffsets.Length ? parentOffsets[first + count] : parent.Length) + shift;
        return true;
    }

    /// <summary>
    /// Returns the first entry offset at or after <paramref name="limit"/>, searching from <paramref name="from"/>, whose offset is before
    /// it. Most copies are short.
    /// </summary>
    private static int FindFirst(ReadOnlySpan<int> entryOffsets, int limit, int from)
    {
        var step = 4;
        while (from + step < entryOffsets.Length && entryOffsets[from + step] < limit)
        {
            from += step;
            step *= 2;
        }

        var next = entryOffsets[from..Math.Min(from + step + 1, entryOffsets.Length)].BinarySearch(limit);
        return from + (next >= 0 ? next : ~next);
    }

    /// <summary>Appends room for more values to a list and returns that room.</summary>
    private static Span<T> Extend<T>(List<T> list, int count)
    {
        CollectionsMarshal.SetCount(list, list.Count + count);
        return CollectionsMarshal.AsSpan(list)[^count..];
    }

    private static void Shift(ReadOnlySpan<int> entryOffsets, int shift, Span<int> target)
    {
        var index = 0;
        for (; index <= entryOffsets.Length - Vector<int>.Count; index += Vector<int>.Count)
        {
            (new Vector<int>(entryOffsets[index..]) + new Vector<int>(shift)).CopyTo(target[index..]);
        }

        for (; index < entryOffsets.Length; index++)
        {
            target[index] = entryOffsets[index] + shift;
        }
    }

    private bool Read(int number, ReadOnlySpan<byte> tree, TreeState state, ref int offset)
    {
        if (!TreeEntry.TryRead(tree, offset, _idLength, out var entry))
        {
            return false;
        }

        var target = -1;
        if (entry.IsSubmodule)
        {
            facts.AddSubmodule(new(entry.Id));
        }
        else if ((target = store.Find(entry.Id)) >= 0)
        {
            facts.SetOwner(target, number);
        }
        else
        {
            facts.AddMissing(new(entry.Id));
        }

        state.EntryOffsets.Add(offset);
        state.Entries.Add(new Entry(table.NumberOf(entry.Name), entry.IsTree, target).Value);
        offset += entry.Length;
        return true;
    }
}
