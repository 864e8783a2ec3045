using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>What the passes over trees learn together; shared by their threads.</summary>
internal sealed class TreeFacts(ObjectStore store)
{
    private readonly int[] _owners = Owners(store.Count);
    private readonly HashSet<ObjectId> _missing = [];
    private readonly HashSet<ObjectId> _submodules = [];

    /// <summary>Objects that trees and commits refer to and that are not here.</summary>
    public IReadOnlyCollection<ObjectId> Missing => _missing;

    /// <summary>Different commits of other repositories that trees refer to.</summary>
    public int Submodules => _submodules.Count;

    /// <summary>The tree with the lowest number among those that were seen to name an object; negative: none was.</summary>
    public int OwnerOf(int number) => _owners[number] == int.MaxValue ? -1 : _owners[number];

    /// <summary>The lowest number wins, so that the result does not depend on which thread comes first.</summary>
    public void Own(int number, int tree)
    {
        ref var owner = ref _owners[number];
        for (var seen = Volatile.Read(ref owner); tree < seen;)
        {
            var before = Interlocked.CompareExchange(ref owner, tree, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }

    public void Miss(ObjectId id)
    {
        lock (_missing)
        {
            _missing.Add(id);
        }
    }

    public void Submodule(ObjectId id)
    {
        lock (_submodules)
        {
            _submodules.Add(id);
        }
    }

    private static int[] Owners(int count)
    {
        var owners = new int[count];
        Array.Fill(owners, int.MaxValue);
        return owners;
    }
}

/// <summary>
/// Reads the entries of trees, of a delta only those that its base does not have: an entry that lies wholly within a copy and starts where an entry of
/// the base starts has been read there. What it does with an entry depends on id and name alone, so nothing is lost.
/// </summary>
internal sealed class TreePass(ObjectStore store, TreeFacts facts, IHistoryVisitor visitor)
{
    private const int NamesLength = 64 * 1024;

    private readonly int _idLength = store.Layout.Format.IdLength;
    private readonly List<byte> _names = [];
    private readonly List<int> _trees = [];

    /// <summary>A tree without a base. False when it is malformed.</summary>
    public bool Whole(int number, ReadOnlySpan<byte> tree, List<int> marks)
    {
        var at = 0;
        while (at < tree.Length)
        {
            if (!Read(number, tree, marks, ref at))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A tree made from <paramref name="parent"/> by <paramref name="delta"/>. False when it is malformed.</summary>
    public bool Changed(int number, ObjectBuffer content, ObjectBuffer parent, ReadOnlySpan<byte> delta)
    {
        var tree = content.Content;
        var (marks, at) = (content.Marks, 0);
        var operations = Delta.Operations(delta);
        while (operations.Next())
        {
            var end = operations.Start + operations.Length;
            while (at < end)
            {
                if (at >= operations.Start && operations.Source >= 0 && Carry(operations, parent, marks, ref at))
                {
                    continue;
                }

                if (!Read(number, tree, marks, ref at))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Gives the names that are still waiting to the visitor.</summary>
    public void Flush()
    {
        if (_trees.Count > 0)
        {
            visitor.Names(CollectionsMarshal.AsSpan(_names), _trees);
            _names.Clear();
            _trees.Clear();
        }
    }

    /// <summary>Takes over the marks of all entries of the base that lie within the copy from <paramref name="at"/> on; false when there is none.</summary>
    private static bool Carry(in DeltaOperations copy, ObjectBuffer parent, List<int> marks, ref int at)
    {
        var shift = copy.Start - copy.Source;
        var known = CollectionsMarshal.AsSpan(parent.Marks);
        var first = known.BinarySearch(at - shift);
        if (first < 0)
        {
            return false;
        }

        // Behind the last mark the content ends, or what stands there is malformed and has to be looked at again.
        var limit = copy.Source + copy.Length;
        var next = known[first..].BinarySearch(limit);
        var count = next >= 0 ? next : ~next - 1;
        if (next < 0 && count == known.Length - first - 1 && parent.Length == limit)
        {
            count++;
        }

        if (count <= 0)
        {
            return false;
        }

        foreach (var mark in known.Slice(first, count))
        {
            marks.Add(mark + shift);
        }

        at = (first + count < known.Length ? known[first + count] : parent.Length) + shift;
        return true;
    }

    private bool Read(int number, ReadOnlySpan<byte> tree, List<int> marks, ref int at)
    {
        if (!TreeEntry.TryRead(tree, at, _idLength, out var entry))
        {
            return false;
        }

        marks.Add(at);
        at += entry.Length;
        if (entry.IsSubmodule)
        {
            facts.Submodule(new(entry.Id));
        }
        else if (store.Find(entry.Id) is >= 0 and var child)
        {
            facts.Own(child, number);
        }
        else
        {
            facts.Miss(new(entry.Id));
        }

        _names.AddRange(entry.Name);
        _names.Add((byte)'\n');
        _trees.Add(number);
        if (_names.Count > NamesLength)
        {
            Flush();
        }

        return true;
    }
}
