using System.Collections.Concurrent;

namespace SecretSentry.Git.History;

/// <summary>
/// Paths, each under a number: the number of its folder and of its last name. 0 is the empty path. Any thread may use it.
/// </summary>
public sealed class PathTable(TreeTable trees)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<(int Folder, int Name)> _paths = [(-1, -1)];
    private readonly ConcurrentDictionary<int, string> _texts = new();

    /// <summary>Paths, the empty one included.</summary>
    public int Count => _paths.Count;

    /// <summary>The path of a name in a folder.</summary>
    public int Of(int folder, int name)
    {
        lock (_gate)
        {
            ref var number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_numbers,
                ((long)folder << 32) | (uint)name, out var isKnown);
            if (!isKnown)
            {
                number = _paths.Count;
                _paths.Add((folder, name));
            }

            return number;
        }
    }

    /// <summary>The path with '/' between folders; bytes that are no UTF-8 become U+FFFD.</summary>
    public string TextOf(int path) => _texts.GetOrAdd(path, static (one, table) => table.Text(one), this);

    /// <summary>For every path by number the path up to the last place where it has the name; 0 where it has not.</summary>
    public int[] Upto(int name)
    {
        lock (_gate)
        {
            var upto = new int[_paths.Count];
            for (var path = 1; path < upto.Length; path++)
            {
                // A folder has a lower number than what is in it.
                upto[path] = _paths[path].Name == name ? path : upto[_paths[path].Folder];
            }

            return upto;
        }
    }

    private string Text(int path)
    {
        var names = new Stack<string>();
        for (; path > 0; path = At(path).Folder)
        {
            names.Push(trees.TextOf(At(path).Name));
        }

        return string.Join('/', names);
    }

    private (int Folder, int Name) At(int path)
    {
        lock (_gate)
        {
            return _paths[path];
        }
    }
}
