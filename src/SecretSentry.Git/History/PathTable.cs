using System.Collections.Concurrent;

namespace SecretSentry.Git.History;

/// <summary>
/// Paths, each under a number: the number of its folder and of its last name. 0 is the empty path. Any thread may use it.
/// </summary>
public sealed class PathTable(TreeTable trees)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<(int Folder, int Name)> _paths = [(-1, -1)];
    private readonly ConcurrentDictionary<int, string> _texts = new();

    /// <summary>Paths, the empty one included.</summary>
    public int Count => _paths.Count;

    /// <summary>The path of a name in a folder.</summary>
    public int GetOrAdd(int folder, int name)
    {
        lock (_lock)
        {
            ref var number = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_numbers,
                ((long)folder << 32) | (uint)name, out var exists);
            if (!exists)
            {
                number = _paths.Count;
                _paths.Add((folder, name));
            }

            return number;
        }
    }

    /// <summary>The path with '/' between folders; bytes that are no UTF-8 become U+FFFD.</summary>
    public string GetText(int path) => _texts.GetOrAdd(path, static (key, table) => table.BuildText(key), this);

    /// <summary>For every path by number the path up to the last place where it has the name; 0 where it has not.</summary>
    public int[] ComputePathsThrough(int name)
    {
        lock (_lock)
        {
            var pathsThrough = new int[_paths.Count];
            for (var path = 1; path < pathsThrough.Length; path++)
            {
                // A folder has a lower number than what is in it.
                pathsThrough[path] = _paths[path].Name == name ? path : pathsThrough[_paths[path].Folder];
            }

            return pathsThrough;
        }
    }

    private string BuildText(int path)
    {
        var names = new Stack<string>();
        for (; path > 0; path = GetEntry(path).Folder)
        {
            names.Push(trees.GetText(GetEntry(path).Name));
        }

        return string.Join('/', names);
    }

    private (int Folder, int Name) GetEntry(int path)
    {
        lock (_lock)
        {
            return _paths[path];
        }
    }
}
