using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.Objects;

/// <summary>
/// The trees that contain something dirty, directly or in subfolders, with their heights. A tree can be rebuilt when the dirty trees in it
/// have been rebuilt.
/// </summary>
internal sealed class TreeHeights
{
    private readonly int[] _heights;
    private readonly List<(int Child, int Tree)> _edges;
    private readonly List<(ObjectId Blob, int Tree)> _blobs = [];

    private TreeHeights(int[] heights, List<(int Child, int Tree)> edges) => (_heights, _edges) = (heights, edges);

    /// <summary>Returns 0 when the tree stays as it is; otherwise one more than the greatest height of a dirty tree in it.</summary>
    public int GetHeight(int number) => number < 0 ? 0 : _heights[number];

    /// <summary>The greatest height.</summary>
    public int Highest { get; private set; }

    /// <summary>Number of dirty trees.</summary>
    public int Count { get; private set; }

    /// <summary>Reads all trees once and computes their heights.</summary>
    /// <param name="store">Objects of the repository.</param>
    /// <param name="walk">Walk that reads the trees.</param>
    /// <param name="isDirty">Blobs that change.</param>
    /// <param name="isDirtyName">Whether the name of an entry changes; null when no name changes.</param>
    public static TreeHeights Read(ObjectStore store, TreeWalk walk, IReadOnlySet<ObjectId> isDirty,
        Func<ReadOnlySpan<byte>, bool>? isDirtyName)
    {
        var (heights, edges, idLength) = (new int[store.Count], new List<(int Child, int Tree)>(), store.Layout.Format.IdLength);
        var result = new TreeHeights(heights, edges);
        walk.Run((number, tree, _, _) =>
        {
            for (var offset = 0; offset < tree.Length;)
            {
                if (!TreeEntry.TryRead(tree, offset, idLength, out var entry))
                {
                    throw new GitException(GitErrorKind.CommandFailed,
                        $"the tree {store.GetId(number)} is malformed, so the history cannot be rewritten as a whole");
                }

                offset += entry.Length;
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
        result.Raise(Parents.Collect(edges, store.Count));
        return result;
    }

    /// <summary>Keeps only dirty trees that are reachable from <paramref name="roots"/>. Returns the blobs in them that change.</summary>
    public HashSet<ObjectId> Keep(IEnumerable<int> roots)
    {
        var below = _edges.Where(edge => _heights[edge.Child] > 0 && _heights[edge.Tree] > 0)
            .ToLookup(edge => edge.Tree, edge => edge.Child);
        var (kept, open) = (new HashSet<int>(), new Stack<int>(roots.Where(root => GetHeight(root) > 0)));
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

    /// <summary>
    /// Raises the heights of trees that contain dirty trees until nothing changes. Trees contain no cycles, so this ends.
    /// </summary>
    private void Raise(Parents parents)
    {
        var open = new Queue<int>(Enumerable.Range(0, _heights.Length).Where(number => _heights[number] > 0));
        while (open.TryDequeue(out var tree))
        {
            foreach (var above in parents.Collect(tree))
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

    /// <summary>For each object, the trees that contain it, in two arrays.</summary>
    private sealed class Parents(int[] starts, int[] trees)
    {
        public static Parents Collect(List<(int Child, int Tree)> edges, int count)
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

        public ReadOnlySpan<int> Collect(int child) => trees.AsSpan(starts[child], starts[child + 1] - starts[child]);
    }
}
