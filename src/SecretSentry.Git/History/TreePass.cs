using System.Numerics;
using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Reads the entries of trees into a <see cref="TreeTable"/>, of a delta only those that its base does not have: an entry that lies wholly
/// within a copy and starts where an entry of the base starts has been read there. One per thread.
/// </summary>
internal sealed class TreePass(ObjectStore store, TreeFacts facts, TreeTable table)
{
    private readonly int _idLength = store.Layout.Format.IdLength;
    private readonly TreeState _single = new();
    private readonly List<CarriedEntries> _carried = [];

    /// <summary>
    /// A tree that is no delta and that none stands on. False when it is malformed; it is then kept as far as it can be read.
    /// </summary>
    public bool Single(int number, ReadOnlySpan<byte> tree)
    {
        _single.Clear();
        var isWhole = Whole(number, tree, _single);
        table.Add(number, Entries(_single.Notes), _single.Runs);
        return isWhole;
    }

    /// <summary>
    /// A tree as the walker gives it; its marks, notes and runs are for the trees made from it. False when it is malformed.
    /// </summary>
    public bool Packed(int number, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta, bool isKept)
    {
        _carried.Clear();
        var state = content.StateAs<TreeState>();
        var source = parent is null ? state : parent.StateAs<TreeState>();
        var isWhole = parent is null ? Whole(number, content.Content, state)
            : Changed(number, content.Content, state, new(source, parent.Length), delta);
        if (isKept)
        {
            table.Add(number, Entries(state.Notes), state.Runs, CollectionsMarshal.AsSpan(_carried), source.Runs);
        }

        return isWhole;
    }

    private static ReadOnlySpan<Entry> Entries(List<long> notes) => MemoryMarshal.Cast<long, Entry>(CollectionsMarshal.AsSpan(notes));

    private bool Whole(int number, ReadOnlySpan<byte> tree, TreeState state)
    {
        for (var at = 0; at < tree.Length;)
        {
            if (!Read(number, tree, state, ref at))
            {
                return false;
            }
        }

        return true;
    }

    private bool Changed(int number, ReadOnlySpan<byte> tree, TreeState state, TreeSource source, ReadOnlySpan<byte> delta)
    {
        var at = 0;
        var operations = Delta.Operations(delta);
        while (operations.Next())
        {
            var end = operations.Start + operations.Length;
            while (at < end)
            {
                if (at >= operations.Start && operations.Source >= 0 && Carry(operations, source, state, ref at))
                {
                    continue;
                }

                if (!Read(number, tree, state, ref at))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>
    /// Takes over all entries of the base that lie within the copy from <paramref name="at"/> on; false when there is none.
    /// </summary>
    private bool Carry(in DeltaOperations copy, TreeSource parent, TreeState state, ref int at)
    {
        var shift = copy.Start - copy.Source;
        var known = CollectionsMarshal.AsSpan(parent.State.Marks);
        var first = known.BinarySearch(at - shift);
        if (first < 0)
        {
            return false;
        }

        // Behind the last mark the content ends, or what stands there is malformed and has to be looked at again.
        var limit = copy.Source + copy.Length;
        var next = FirstFrom(known, limit, first);
        var count = next - first;
        if (next < known.Length ? known[next] != limit : parent.Length != limit)
        {
            count--; // the last entry reaches beyond the copy
        }

        if (count <= 0)
        {
            return false;
        }

        _carried.Add(new(state.Notes.Count, first, count));
        Shift(known.Slice(first, count), shift, More(state.Marks, count));
        CollectionsMarshal.AsSpan(parent.State.Notes).Slice(first, count).CopyTo(More(state.Notes, count));
        at = (first + count < known.Length ? known[first + count] : parent.Length) + shift;
        return true;
    }

    /// <summary>
    /// The first mark at or behind <paramref name="limit"/>, from mark <paramref name="from"/> on, which is before it; most copies are
    /// short.
    /// </summary>
    private static int FirstFrom(ReadOnlySpan<int> marks, int limit, int from)
    {
        var step = 4;
        while (from + step < marks.Length && marks[from + step] < limit)
        {
            from += step;
            step *= 2;
        }

        var next = marks[from..Math.Min(from + step + 1, marks.Length)].BinarySearch(limit);
        return from + (next >= 0 ? next : ~next);
    }

    /// <summary>Room for more values at the end of a list.</summary>
    private static Span<T> More<T>(List<T> list, int count)
    {
        CollectionsMarshal.SetCount(list, list.Count + count);
        return CollectionsMarshal.AsSpan(list)[^count..];
    }

    private static void Shift(ReadOnlySpan<int> marks, int shift, Span<int> target)
    {
        var at = 0;
        for (; at <= marks.Length - Vector<int>.Count; at += Vector<int>.Count)
        {
            (new Vector<int>(marks[at..]) + new Vector<int>(shift)).CopyTo(target[at..]);
        }

        for (; at < marks.Length; at++)
        {
            target[at] = marks[at] + shift;
        }
    }

    private bool Read(int number, ReadOnlySpan<byte> tree, TreeState state, ref int at)
    {
        if (!TreeEntry.TryRead(tree, at, _idLength, out var entry))
        {
            return false;
        }

        var target = -1;
        if (entry.IsSubmodule)
        {
            facts.Submodule(new(entry.Id));
        }
        else if ((target = store.Find(entry.Id)) >= 0)
        {
            facts.Own(target, number);
        }
        else
        {
            facts.Miss(new(entry.Id));
        }

        state.Marks.Add(at);
        state.Notes.Add(new Entry(table.NumberOf(entry.Name), entry.IsTree, target).Value);
        at += entry.Length;
        return true;
    }
}
