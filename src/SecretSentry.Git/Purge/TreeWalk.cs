using SecretSentry.Git.History;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Purge;

/// <summary>Receives trees; contents are valid during the call only.</summary>
/// <param name="number">Number of the tree.</param>
/// <param name="tree">Its content.</param>
/// <param name="parent">Number of the tree that it is stored as a delta on; negative: none.</param>
/// <param name="parentTree">That tree's content.</param>
internal delegate void TreeVisitor(int number, ReadOnlySpan<byte> tree, int parent, ReadOnlySpan<byte> parentTree);

/// <summary>Shows the trees of a store, family by family: each is built once, however long its chain of deltas.</summary>
internal sealed class TreeWalk(ObjectStore store, HistoryReader reader, CancellationToken cancellation)
{
    /// <summary>
    /// Every tree once; with <paramref name="wanted"/>, only families that hold such a tree are walked, and only such trees are shown.
    /// </summary>
    /// <exception cref="GitException">A tree can be read neither here nor by git.</exception>
    public void Run(TreeVisitor visitor, Func<int, bool>? wanted = null)
    {
        for (var pack = 0; pack < store.Packs.Count; pack++)
        {
            var (families, first) = (reader.FamiliesOf(pack), store.FirstNumber(pack));
            var taker = new Taker(this, store.FirstNumber(pack), visitor, wanted);
            using var walker = new FamilyWalker(store.Packs[pack], families, WalkLimits.Default);
            foreach (var root in families.Roots(ObjectKind.Tree))
            {
                if (wanted is null || Holds(families, root, node => wanted(first + node)))
                {
                    taker.Pack = store.Packs[pack];
                    walker.Walk(root, taker, cancellation);
                }
            }

            taker.Refused.ForEach(number => Single(number, visitor));
        }

        foreach (var number in reader.SingleTrees)
        {
            if (wanted?.Invoke(number) != false)
            {
                Single(number, visitor);
            }
        }
    }

    private static bool Holds(Families families, int root, Func<int, bool> wanted)
    {
        var open = new Stack<int>([root]);
        while (open.TryPop(out var node))
        {
            if (wanted(node))
            {
                return true;
            }

            for (var child = families.FirstChild(node); child >= 0; child = families.NextSibling(child))
            {
                open.Push(child);
            }
        }

        return false;
    }

    private void Single(int number, TreeVisitor visitor)
    {
        using var objects = new ObjectReader(store);
        if (!objects.TryReadAnyhow(number, out var content, out _, out var problem))
        {
            throw new GitException(GitErrorKind.CommandFailed,
                $"the tree {store.IdOf(number)} cannot be read ({problem}), so the history cannot be rewritten as a whole; repair it "
                + $"first (git fsck)");
        }

        visitor(number, content, -1, []);
    }

    private sealed class Taker(TreeWalk walk, int first, TreeVisitor visitor, Func<int, bool>? wanted) : IFamilyVisitor
    {
        /// <summary>Trees that only git can give, or nobody.</summary>
        public List<int> Refused { get; } = [];

        public PackFile? Pack { get; set; }

        public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
        {
            if (IsWanted(first + node))
            {
                visitor(first + node, content.Content, parent is null ? -1 : first + Pack!.ParentOf(node), parent is null ? []
                    : parent.Content);
            }
        }

        public void Refuse(int node, NodeFailure failure, string reason)
        {
            if (IsWanted(first + node))
            {
                Refused.Add(first + node);
            }
        }

        private bool IsWanted(int number) => !walk.IsDuplicate(number) && wanted?.Invoke(number) != false;
    }

    private bool IsDuplicate(int number) => store.IsDuplicate(number);
}

/// <summary>
/// Which trees hold something dirty, directly or below, and how high they stand over it: a tree can be made anew when those below it have
/// been.
/// </summary>
internal sealed class TreeHeights
{
    private readonly int[] _heights;
    private readonly List<(int Child, int Tree)> _edges;
    private readonly List<(ObjectId Blob, int Tree)> _blobs = [];

    private TreeHeights(int[] heights, List<(int Child, int Tree)> edges) => (_heights, _edges) = (heights, edges);

    /// <summary>0: the tree stays as it is; otherwise one more than the highest dirty tree in it.</summary>
    public int Of(int number) => number < 0 ? 0 : _heights[number];

    /// <summary>The highest one.</summary>
    public int Highest { get; private set; }

    /// <summary>Dirty trees.</summary>
    public int Count { get; private set; }

    /// <summary>Reads all trees once.</summary>
    /// <param name="store">Where they are.</param>
    /// <param name="walk">How they are read.</param>
    /// <param name="isDirty">Blobs that change.</param>
    /// <param name="isDirtyName">Names of entries that change; null: none does.</param>
    public static TreeHeights Read(ObjectStore store, TreeWalk walk, IReadOnlySet<ObjectId> isDirty,
        Func<ReadOnlySpan<byte>, bool>? isDirtyName)
    {
        var (heights, edges, idLength) = (new int[store.Count], new List<(int Child, int Tree)>(), store.Layout.Format.IdLength);
        var result = new TreeHeights(heights, edges);
        walk.Run((number, tree, _, _) =>
        {
            for (var at = 0; at < tree.Length;)
            {
                if (!TreeEntry.TryRead(tree, at, idLength, out var entry))
                {
                    throw new GitException(GitErrorKind.CommandFailed,
                        $"the tree {store.IdOf(number)} is malformed, so the history cannot be rewritten as a whole");
                }

                at += entry.Length;
                if (entry.IsTree && store.Find(entry.Id) is >= 0 and var child)
                {
                    edges.Add((child, number));
                }

                if (!entry.IsSubmodule && !entry.IsTree && isDirty.Count > 0 && isDirty.Contains(new(entry.Id)))
                {
                    result._blobs.Add((new(entry.Id), number));
                    heights[number] = 1;
                }
                else if (isDirtyName?.Invoke(entry.Name) == true)
                {
                    heights[number] = 1;
                }
            }
        });
        result.Raise(Parents.Of(edges, store.Count));
        return result;
    }

    /// <summary>Keeps only dirty trees that can be reached from <paramref name="roots"/>; the blobs in them that change.</summary>
    public HashSet<ObjectId> Keep(IEnumerable<int> roots)
    {
        var below = _edges.Where(edge => _heights[edge.Child] > 0 && _heights[edge.Tree] > 0)
            .ToLookup(edge => edge.Tree, edge => edge.Child);
        var (kept, open) = (new HashSet<int>(), new Stack<int>(roots.Where(root => Of(root) > 0)));
        while (open.TryPop(out var tree))
        {
            if (kept.Add(tree))
            {
                foreach (var child in below[tree])
                {
                    open.Push(child);
                }
            }
        }

        for (var number = 0; number < _heights.Length; number++)
        {
            _heights[number] = kept.Contains(number) ? _heights[number] : 0;
        }

        Count = kept.Count;
        return [.. _blobs.Where(edge => kept.Contains(edge.Tree)).Select(edge => edge.Blob)];
    }

    /// <summary>Raises what stands above dirty trees until nothing changes; trees hold no circles, so this ends.</summary>
    private void Raise(Parents parents)
    {
        var open = new Queue<int>(Enumerable.Range(0, _heights.Length).Where(number => _heights[number] > 0));
        while (open.TryDequeue(out var tree))
        {
            foreach (var above in parents.Of(tree))
            {
                if (_heights[above] <= _heights[tree])
                {
                    _heights[above] = _heights[tree] + 1;
                    open.Enqueue(above);
                }
            }
        }

        Highest = _heights.Length == 0 ? 0 : _heights.Max();
    }

    /// <summary>Trees by what they hold, in two arrays.</summary>
    private sealed class Parents(int[] starts, int[] trees)
    {
        public static Parents Of(List<(int Child, int Tree)> edges, int count)
        {
            var (starts, trees) = (new int[count + 2], new int[edges.Count]);
            foreach (var (child, _) in edges)
            {
                starts[child + 2]++;
            }

            for (var i = 2; i < starts.Length; i++)
            {
                starts[i] += starts[i - 1];
            }

            foreach (var (child, tree) in edges)
            {
                trees[starts[child + 1]++] = tree;
            }

            return new(starts, trees);
        }

        public ReadOnlySpan<int> Of(int child) => trees.AsSpan(starts[child], starts[child + 1] - starts[child]);
    }
}
