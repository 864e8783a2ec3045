using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>
/// Every tree of a repository in memory. Similar trees share their common parts: a tree is a sequence of groups, a group is a sequence of
/// about eight runs, a run is a sequence of about eight entries, and equal sequences are stored once. Therefore two trees are compared by a
/// few numbers, and no tree is inflated twice.
/// </summary>
public sealed class TreeTable
{
    private const int LongestRun = 64;

    private readonly SequenceTable<byte> _names = new();
    private SequenceTable<long> _runs = new();
    private SequenceTable<int> _groups = new();
    private SequenceTable<int> _lists = new();
    private int[] _trees;

    /// <summary>Creates an empty table for the trees of a store.</summary>
    internal TreeTable(ObjectStore store)
    {
        _trees = new int[store.Count];
        Array.Fill(_trees, -1);
    }

    /// <summary>Number of distinct names.</summary>
    public int Names => _names.Count;

    /// <summary>Returns the bytes of a name.</summary>
    public ReadOnlySpan<byte> NameOf(int name) => _names[name];

    /// <summary>Returns the text of a name. A name that is not valid UTF-8 is decoded as one character per byte.</summary>
    public string GetText(int name) => GitProgram.DecodeText(NameOf(name));

    /// <summary>Keeps the names and releases the trees. Their memory is better used for blobs.</summary>
    public void Forget() => (_runs, _groups, _lists, _trees) = (new(), new(), new(), []);

    internal int NumberOf(ReadOnlySpan<byte> name) => _names.NumberOf(name);

    /// <summary>Adds a tree. This method is thread-safe.</summary>
    /// <param name="tree">Number of the tree.</param>
    /// <param name="entries">Entries of the tree.</param>
    /// <param name="runs">Receives the runs of the tree; initially empty.</param>
    internal void Add(int tree, ReadOnlySpan<Entry> entries, TreeRuns runs) => Add(tree, entries, runs, [], runs);

    /// <summary>Adds a tree that shares entries with another one. Runs that are complete in both are not looked up again.</summary>
    /// <param name="tree">Number of the tree.</param>
    /// <param name="entries">Entries of the tree.</param>
    /// <param name="runs">Receives the runs of the tree; initially empty.</param>
    /// <param name="reused">The entries that come from the other tree, in ascending order.</param>
    /// <param name="source">The runs of the other tree.</param>
    internal void Add(int tree, ReadOnlySpan<Entry> entries, TreeRuns runs, ReadOnlySpan<ReusedEntries> reused, TreeRuns source)
    {
        for (var (start, next) = (0, 0); start < entries.Length;)
        {
            while (next < reused.Length && reused[next].Start + reused[next].Count <= start)
            {
                next++;
            }

            if (next < reused.Length && reused[next] is var range && range.Start <= start
                && runs.AddFrom(source, range.Source + start - range.Start, range.Start + range.Count - start) is > 0 and var taken)
            {
                start += taken;
                continue;
            }

            var end = EndOfRun(entries, start);
            runs.Add(_runs.NumberOf(MemoryMarshal.Cast<Entry, long>(entries[start..end])), end);
            start = end;
        }

        _trees[tree] = _lists.NumberOf(BuildGroups(CollectionsMarshal.AsSpan(runs.Numbers), runs.Groups));
    }

    /// <summary>Builds groups of runs in the same way as runs of entries. The end of a group depends on its last run alone.</summary>
    private ReadOnlySpan<int> BuildGroups(ReadOnlySpan<int> runs, List<int> groups)
    {
        groups.Clear();
        for (var (start, index) = (0, 0); index < runs.Length; index++)
        {
            if ((uint)runs[index] * 0x9E3779B1 >> 29 == 0 || index - start == LongestRun - 1 || index == runs.Length - 1)
            {
                groups.Add(_groups.NumberOf(runs[start..(index + 1)]));
                start = index + 1;
            }
        }

        return CollectionsMarshal.AsSpan(groups);
    }

    private static int EndOfRun(ReadOnlySpan<Entry> entries, int start)
    {
        var (end, limit) = (start + 1, Math.Min(entries.Length, start + LongestRun));
        while (end < limit && !entries[end - 1].EndsRun)
        {
            end++;
        }

        return end;
    }

    /// <summary>
    /// Returns the lowest number of a tree that has an entry with the name; negative when there is none. Trees are searched in sequence.
    /// </summary>
    public int FindTree(int name)
    {
        for (var tree = 0; tree < _trees.Length; tree++)
        {
            for (var cursor = new TreeCursor(this, tree); !cursor.IsAtEnd; cursor.MoveNext())
            {
                if (cursor.Current.Name == name)
                {
                    return tree;
                }
            }
        }

        return -1;
    }

    /// <summary>Whether the table contains the tree.</summary>
    internal bool Contains(int tree) => tree >= 0 && _trees[tree] >= 0;

    /// <summary>Returns the groups of a tree; none when the tree is missing.</summary>
    internal ReadOnlySpan<int> GetGroups(int tree) => Contains(tree) ? _lists[_trees[tree]] : [];

    /// <summary>Returns the runs of a group.</summary>
    internal ReadOnlySpan<int> GetRuns(int group) => _groups[group];

    /// <summary>Returns the entries of a run.</summary>
    internal ReadOnlySpan<Entry> GetEntries(int run) => MemoryMarshal.Cast<long, Entry>(_runs[run]);

    /// <summary>
    /// Compares entries in git's order within a tree: by bytes, with the name of a tree compared as if it ended with '/'.
    /// </summary>
    internal int Compare(Entry left, Entry right)
    {
        if (left.Name == right.Name)
        {
            return left.IsTree.CompareTo(right.IsTree);
        }

        var a = NameOf(left.Name);
        var b = NameOf(right.Name);
        var length = Math.Min(a.Length, b.Length);
        var order = a[..length].SequenceCompareTo(b[..length]);
        return order != 0 ? order : GetByteAfter(a, left, length).CompareTo(GetByteAfter(b, right, length));
    }

    private static int GetByteAfter(ReadOnlySpan<byte> name, Entry entry, int length) =>
        name.Length > length ? name[length] : entry.IsTree ? '/' : 0;
}
