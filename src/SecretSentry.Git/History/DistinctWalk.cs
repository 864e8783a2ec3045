using System.Collections;

namespace SecretSentry.Git.History;

/// <summary>
/// Lists the blobs of trees, each once: with the first commit and the first path at which it is met. Each tree is entered once, so the cost
/// is that of the distinct objects, however many paths they have.
/// </summary>
/// <param name="trees">The trees.</param>
/// <param name="paths">Receives the paths.</param>
/// <param name="objects">Number of objects of the repository.</param>
internal sealed class DistinctWalk(TreeTable trees, PathTable paths, int objects)
{
    private readonly BitArray _met = new(objects);
    private readonly Stack<(int Tree, int Path)> _open = new();

    /// <summary>Adds the blobs of a commit's tree that were not met before to <paramref name="found"/>.</summary>
    public void Add(int commit, int tree, List<Origin> found)
    {
        Enter(tree, 0);
        while (_open.TryPop(out var folder))
        {
            for (var cursor = new TreeCursor(trees, folder.Tree); !cursor.IsAtEnd; cursor.MoveNext())
            {
                var entry = cursor.Current;
                if (entry.Target < 0 || _met[entry.Target])
                {
                    continue;
                }

                var path = paths.GetOrAdd(folder.Path, entry.Name);
                if (entry.IsTree)
                {
                    Enter(entry.Target, path);
                }
                else
                {
                    _met[entry.Target] = true;
                    found.Add(new(entry.Target, commit, path, -1));
                }
            }
        }
    }

    private void Enter(int tree, int path)
    {
        if (tree >= 0 && !_met[tree])
        {
            _met[tree] = true;
            _open.Push((tree, path));
        }
    }
}
