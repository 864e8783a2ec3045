using System.Collections.Concurrent;
using SecretSentry.Files;

namespace SecretSentry.Git.History;

/// <summary>
/// Numbers paths. A path consists of the number of its folder and the number of its last name. 0 is the empty path. The table is
/// thread-safe.
/// </summary>
public sealed class PathTable(TreeTable trees)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _numbers = [];
    private readonly List<(int Folder, int Name)> _paths = [(-1, -1)];
    private readonly ConcurrentDictionary<int, string> _texts = new();

    private static int MaxLength => Budgets.PathLength.Length;

    /// <summary>Number of paths, including the empty one.</summary>
    public int Count => _paths.Count;

    /// <summary>Returns the number of the path of a name in a folder. The path is added if it is new.</summary>
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

    /// <summary>Whether <see cref="GetText"/> has cut a path.</summary>
    public bool HasCut { get; private set; }

    /// <summary>
    /// Returns the path with '/' between folders. A name that is not valid UTF-8 is decoded as one character per byte. Of a path that is
    /// longer than <see cref="Budgets.PathLength"/>, the end is returned, after ".../".
    /// </summary>
    public string GetText(int path) => _texts.GetOrAdd(path, static (key, table) => table.BuildText(key), this);

    /// <summary>Like <see cref="GetText"/>, without keeping the text for the next call.</summary>
    public string GetTextOnce(int path) => _texts.TryGetValue(path, out var cached) ? cached : BuildText(path);

    /// <summary>Removes all paths.</summary>
    internal void Clear()
    {
        lock (_lock)
        {
            _numbers.Clear();
            _paths.RemoveRange(1, _paths.Count - 1);
            _texts.Clear();
        }
    }

    /// <summary>
    /// Returns, for every path by number, the path up to the last occurrence of the name in it; 0 when the name does not occur.
    /// </summary>
    public int[] ComputePathsThrough(int name)
    {
        lock (_lock)
        {
            var pathsThrough = new int[_paths.Count];
            for (var path = 1; path < pathsThrough.Length; path++)
            {
                // A folder has a lower number than the paths in it.
                pathsThrough[path] = _paths[path].Name == name ? path : pathsThrough[_paths[path].Folder];
            }

            return pathsThrough;
        }
    }

    private string BuildText(int path)
    {
        var (names, length) = (new Stack<string>(), 0);
        for (; path > 0; path = GetEntry(path).Folder)
        {
            var name = trees.GetText(GetEntry(path).Name);
            length += name.Length + 1;
            if (length > MaxLength)
            {
                HasCut = true;
                names.Push(name.Length > MaxLength ? name[^MaxLength..] : "");
                names.Push("...");
                break;
            }

            names.Push(name);
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
