namespace SecretSentry.Scanning.Staged;

/// <summary>Splits paths into the names of files and folders.</summary>
internal static class PathNames
{
    /// <summary>Returns each component of a path, with the path that ends with it. The first one is the outermost folder.</summary>
    public static IEnumerable<(string Path, string Name)> Split(string path)
    {
        for (var start = 0; start < path.Length;)
        {
            var end = path.IndexOf('/', start) is >= 0 and var slash ? slash : path.Length;
            yield return (path[..end], path[start..end]);
            start = end + 1;
        }
    }
}
