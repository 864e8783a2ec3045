using System.Runtime.InteropServices;
using SecretSentry.Files;

namespace SecretSentry.Git.History;

/// <summary>
/// Finds the commits that introduced each blob, by comparing the tree of each commit with those of all its parents. Each commit is compared
/// independently, so the order does not matter and threads process ranges of commits. Only the <see cref="TreeTable"/> is used: equal trees
/// are never entered, and equal runs are skipped. A few trees can name more paths than anybody can list. Beyond a
/// <see cref="PathBudget"/>, each blob is located once (<see cref="DistinctWalk"/>).
/// </summary>
public sealed class Attributor
{
    /// <summary>Number of commits that a thread takes at a time.</summary>
    private const int Range = 1024;

    /// <summary>Number of passed entries of a parent's tree that cost as much as one path.</summary>
    private const int PassedPerStep = 16;

    private readonly TreeTable _trees;
    private readonly PathTable _paths;
    private readonly int _commit;
    private readonly List<Origin> _found;
    private readonly PathBudget _budget;
    private bool _isCutInDepth;
    private long _steps;

    private Attributor(TreeTable trees, PathTable paths, int commit, List<Origin> found, PathBudget budget) =>
        (_trees, _paths, _commit, _found, _budget) = (trees, paths, commit, found, budget);

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
        ArgumentNullException.ThrowIfNull(paths);
        var budget = new PathBudget(reader.Store.Count);
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
                for (var commit = range * Range; commit < Math.Min((range + 1) * Range, commits.Count) && !budget.IsSpent; commit++)
                {
                    if (isSelected?.Invoke(commit) != false)
                    {
                        var attributor = new Attributor(trees, paths, commit, list, budget);
                        attributor.Commit(commits);
                        isCut |= attributor._isCutInDepth;
                    }
                }
            }
        });
        return budget.IsSpent ? LocateOnce(reader, paths, isSelected, cancellation)
            : new(found, reader.Store.Count) { IsCutInDepth = isCut };
    }

    /// <summary>Locates each blob once, in the first of the commits that contain it.</summary>
    private static Origins LocateOnce(HistoryReader reader, PathTable paths, Func<int, bool>? isSelected, CancellationToken cancellation)
    {
        paths.Clear();
        var (commits, found) = (reader.Commits, new List<Origin>());
        var walk = new DistinctWalk(reader.Trees, paths, reader.Store.Count);
        foreach (var commit in Enumerable.Range(0, commits.Count).Where(commit => isSelected?.Invoke(commit) != false)
            .OrderBy(commits.GetDepth).ThenBy(commits.TimeOf))
        {
            cancellation.ThrowIfCancellationRequested();
            walk.Add(commit, commits.GetTree(commit), found);
        }

        return new([found], reader.Store.Count) { IsCutInPaths = true };
    }

    /// <summary>
    /// Returns the blobs of one commit's tree with their paths. Submodules are left out. Beyond the budget, each blob has one path.
    /// </summary>
    public static IReadOnlyList<Origin> ListBlobs(HistoryReader reader, int commit, out PathTable paths)
    {
        ArgumentNullException.ThrowIfNull(reader);
        paths = new(reader.Trees);
        var (found, budget) = (new List<Origin>(), new PathBudget(reader.Store.Count));
        var attributor = new Attributor(reader.Trees, paths, commit, found, budget);
        attributor.CompareTree(reader.Commits.GetTree(commit), [], 0, 0);
        return budget.IsLess(attributor._steps) ? ListDistinctBlobs(reader, commit, out paths) : found;
    }

    /// <summary>Returns the blobs of one commit's tree, each once, with one of its paths. Submodules are left out.</summary>
    public static IReadOnlyList<Origin> ListDistinctBlobs(HistoryReader reader, int commit, out PathTable paths)
    {
        ArgumentNullException.ThrowIfNull(reader);
        paths = new(reader.Trees);
        var found = new List<Origin>();
        new DistinctWalk(reader.Trees, paths, reader.Store.Count).Add(commit, reader.Commits.GetTree(commit), found);
        return found;
    }

    /// <summary>Returns the numbers of the blobs among the objects, and of the blobs in the trees among them.</summary>
    public static HashSet<int> ListBlobsOf(HistoryReader reader, PathTable paths, IEnumerable<int> objects)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(objects);
        var (blobs, found) = (new HashSet<int>(), new List<Origin>());
        var walk = new DistinctWalk(reader.Trees, paths, reader.Store.Count);
        foreach (var number in objects)
        {
            if (reader.Trees.Contains(number))
            {
                walk.Add(-1, number, found);
            }
            else
            {
                blobs.Add(number);
            }
        }

        blobs.UnionWith(found.Select(origin => origin.Blob));
        return blobs;
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

        CompareTree(commits.GetTree(_commit), count <= 2 ? others[..count] : others[..count].ToArray().Distinct().ToArray(), 0, 0);
        _budget.Count(_steps);
    }

    /// <summary>Compares a tree with the trees at the same path in those parents that have a tree there.</summary>
    private void CompareTree(int tree, ReadOnlySpan<int> others, int folder, int depth)
    {
        if (others.Contains(tree) || !_trees.Contains(tree))
        {
            return;
        }

        if (depth > Budgets.FolderDepth.Value)
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
        while (differences.MoveNext() && !_budget.IsLess(_steps))
        {
            AddEntry(differences.Entry, differences.Other is { Target: >= 0 and var other } ? [other] : [], folder, depth);
        }

        _steps += differences.Passed / PassedPerStep;
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

        _steps += differences.Passed / PassedPerStep;
        foreach (var other in others[1..])
        {
            Leave(news, other);
        }

        foreach (var (entry, inner) in news)
        {
            if (_budget.IsLess(_steps))
            {
                return;
            }

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
        _steps += 1 + (cursor.Passed / PassedPerStep);
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

        _steps++;
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
