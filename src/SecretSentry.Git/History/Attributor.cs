using System.Runtime.InteropServices;

namespace SecretSentry.Git.History;

/// <summary>
/// Finds the commits that introduced each blob, by comparing the tree of each commit with those of all its parents. Each commit is compared
/// independently, so the order does not matter and threads process ranges of commits. Only the <see cref="TreeTable"/> is used: equal trees
/// are never entered, and equal runs are skipped.
/// </summary>
public sealed class Attributor
{
    /// <summary>Number of commits that a thread takes at a time.</summary>
    private const int Range = 1024;

    /// <summary>Maximum depth of nested folders. Deeper ones are not entered, and the result says so.</summary>
    private const int MaxDepth = 2048;

    private readonly TreeTable _trees;
    private readonly PathTable _paths;
    private readonly int _commit;
    private readonly List<Origin> _found;
    private bool _isCutInDepth;

    private Attributor(TreeTable trees, PathTable paths, int commit, List<Origin> found) =>
        (_trees, _paths, _commit, _found) = (trees, paths, commit, found);

    /// <summary>
    /// Returns all introductions by the selected commits, ordered by commit.
    /// </summary>
    /// <param name="reader">Has read the commits and trees.</param>
    /// <param name="paths">Paths of the reader's trees. Those of the introductions are added.</param>
    /// <param name="isSelected">Returns true for the ordinals of the selected commits; null selects all.</param>
    /// <param name="threads">Number of threads.</param>
    /// <param name="cancellation">Cancels the search.</param>
    public static Origins FindOrigins(HistoryReader reader, PathTable paths, Func<int, bool>? isSelected, int threads,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (commits, trees) = (reader.Commits, reader.Trees);
        var ranges = (commits.Count + Range - 1) / Range;
        var found = new List<Origin>[ranges];
        var (next, isCut) = (-1, false);
        Parallel.For(0, Math.Max(1, threads), new ParallelOptions
        {
            MaxDegreeOfParallelism = Math.Max(1, threads),
            CancellationToken = cancellation
        }, _ =>
        {
            for (int range; (range = Interlocked.Increment(ref next)) < ranges;)
            {
                cancellation.ThrowIfCancellationRequested();
                var list = found[range] = [];
                for (var commit = range * Range; commit < Math.Min((range + 1) * Range, commits.Count); commit++)
                {
                    if (isSelected?.Invoke(commit) != false)
                    {
                        var attributor = new Attributor(trees, paths, commit, list);
                        attributor.Commit(commits);
                        isCut |= attributor._isCutInDepth;
                    }
                }
            }
        });
        return new(found, reader.Store.Count) { IsCutInDepth = isCut };
    }

    /// <summary>Returns the blobs of one commit's tree with their paths. Submodules are left out.</summary>
    public static IReadOnlyList<Origin> ListBlobs(TreeTable trees, PathTable paths, CommitGraph commits, int commit)
    {
        ArgumentNullException.ThrowIfNull(commits);
        var found = new List<Origin>();
        new Attributor(trees, paths, commit, found).CompareTree(commits.GetTree(commit), [], 0, 0);
        return found;
    }

    private void Commit(CommitGraph commits)
    {
        var parents = commits.GetParents(_commit);
        var others = parents.Count <= 16 ? stackalloc int[parents.Count] : new int[parents.Count];
        var count = 0;
        for (var i = 0; i < parents.Count; i++)
        {
            if (parents[i] >= 0 && commits.GetTree(parents[i]) is >= 0 and var tree)
            {
                others[count++] = tree;
            }
        }

        CompareTree(commits.GetTree(_commit), others[..count], 0, 0);
    }

    /// <summary>Compares a tree with the trees at the same path in those parents that have a tree there.</summary>
    private void CompareTree(int tree, ReadOnlySpan<int> others, int folder, int depth)
    {
        if (others.Contains(tree) || !_trees.Contains(tree))
        {
            return;
        }

        if (depth > MaxDepth)
        {
            _isCutInDepth = true;
            return;
        }

        if (others.Length > 1)
        {
            CompareMerge(tree, others, folder, depth);
            return;
        }

        var differences = new TreeDifferences(_trees, tree, others.IsEmpty ? -1 : others[0]);
        while (differences.MoveNext())
        {
            AddEntry(differences.Entry, differences.Other is { Target: >= 0 and var other } ? [other] : [], folder, depth);
        }
    }

    /// <summary>
    /// Compares the tree of a merge. An entry counts when it differs from that of every parent. In most merges few entries differ from
    /// those of the first parent.
    /// </summary>
    private void CompareMerge(int tree, ReadOnlySpan<int> others, int folder, int depth)
    {
        var news = new List<(Entry Entry, List<int>? Others)>();
        var differences = new TreeDifferences(_trees, tree, others[0]);
        while (differences.MoveNext())
        {
            news.Add((differences.Entry, differences.Other is { Target: >= 0 and var target } ? [target] : null));
        }

        foreach (var other in others[1..])
        {
            Leave(news, other);
        }

        foreach (var (entry, inner) in news)
        {
            AddEntry(entry, CollectionsMarshal.AsSpan(inner), folder, depth);
        }
    }

    /// <summary>Removes the entries that the tree <paramref name="other"/> also contains.</summary>
    private void Leave(List<(Entry Entry, List<int>? Others)> news, int other)
    {
        var cursor = new TreeCursor(_trees, other);
        var kept = 0;
        for (var i = 0; i < news.Count; i++)
        {
            var item = news[i];
            var same = cursor.Seek(item.Entry);
            if (same is { Target: >= 0 and var target })
            {
                (item.Others ??= []).Add(target);
            }

            if (same != item.Entry)
            {
                news[kept++] = item;
            }
        }

        news.RemoveRange(kept, news.Count - kept);
    }

    /// <param name="entry">The entry.</param>
    /// <param name="others">Objects of the same name and kind in the parents.</param>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="depth">Depth of the folder.</param>
    private void AddEntry(Entry entry, ReadOnlySpan<int> others, int folder, int depth)
    {
        if (entry.Target < 0)
        {
            return;
        }

        var path = _paths.GetOrAdd(folder, entry.Name);
        if (entry.IsTree)
        {
            CompareTree(entry.Target, others, path, depth + 1);
        }
        else if (others.IsEmpty)
        {
            _found.Add(new(entry.Target, _commit, path, -1));
        }
        else
        {
            foreach (var other in others)
            {
                _found.Add(new(entry.Target, _commit, path, other));
            }
        }
    }
}
