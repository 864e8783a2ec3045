using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>
/// Every tree of a repository in memory, in a form in which trees that are alike share what they have in common: a tree is a sequence of
/// groups, a group one of some eight runs, a run one of some eight entries, and equal sequences are kept once. So comparing two trees is
/// comparing a few numbers, and no tree has to be inflated twice.
/// </summary>
public sealed class TreeTable
{
    private const int LongestRun = 64;

    private readonly SequenceTable<byte> _names = new();
    private SequenceTable<long> _runs = new();
    private SequenceTable<int> _groups = new();
    private SequenceTable<int> _lists = new();
    private int[] _trees;

    /// <summary>For the trees of a store, none known yet.</summary>
    internal TreeTable(ObjectStore store)
    {
        _trees = new int[store.Count];
        Array.Fill(_trees, -1);
    }

    /// <summary>Different names.</summary>
    public int Names => _names.Count;

    /// <summary>The bytes of a name.</summary>
    public ReadOnlySpan<byte> NameOf(int name) => _names[name];

    /// <summary>A name; bytes that are no UTF-8 become U+FFFD.</summary>
    public string GetText(int name) => GitProgram.DecodeText(NameOf(name));

    /// <summary>Keeps the names and lets go of the trees, whose memory is better used for blobs.</summary>
    public void Forget() => (_runs, _groups, _lists, _trees) = (new(), new(), new(), []);

    internal int NumberOf(ReadOnlySpan<byte> name) => _names.NumberOf(name);

    /// <summary>Keeps a tree. Any thread may call it.</summary>
    /// <param name="tree">Its number.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="runs">Receives its runs; empty before.</param>
    internal void Add(int tree, ReadOnlySpan<Entry> entries, TreeRuns runs) => Add(tree, entries, runs, [], runs);

    /// <summary>Keeps a tree that has entries of another one; runs that are whole in both are not looked up again.</summary>
    /// <param name="tree">Its number.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="runs">Receives its runs; empty before.</param>
    /// <param name="reused">Which entries are those of the other tree, ascending.</param>
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

    /// <summary>As runs of entries: where a group ends depends on its last run alone.</summary>
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

    /// <summary>The tree with the lowest number that has an entry of a name; negative when none has. It looks at all of them.</summary>
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

    /// <summary>Whether the tree is here.</summary>
    internal bool Contains(int tree) => tree >= 0 && _trees[tree] >= 0;

    /// <summary>The groups of a tree; none for one that is not here.</summary>
    internal ReadOnlySpan<int> GetGroups(int tree) => Contains(tree) ? _lists[_trees[tree]] : [];

    /// <summary>The runs of a group.</summary>
    internal ReadOnlySpan<int> GetRuns(int group) => _groups[group];

    /// <summary>The entries of a run.</summary>
    internal ReadOnlySpan<Entry> GetEntries(int run) => MemoryMarshal.Cast<long, Entry>(_runs[run]);

    /// <summary>git's order of the entries of a tree: bytes, a tree's name as if it ended with '/'.</summary>
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
