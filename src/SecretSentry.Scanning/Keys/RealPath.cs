using SecretSentry.Files;

namespace SecretSentry.Scanning.Keys;

/// <summary>Paths without links, so that a folder has one name.</summary>
internal static class RealPath
{
    /// <summary>Returns a full path in which no part is a link. What it names need not exist.</summary>
    /// <exception cref="ForeignFileException">Its links lead in a circle.</exception>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        return ForeignFile.ResolveInside(Path.GetPathRoot(full)!, full);
    }

    /// <summary>Returns whether a path is a folder or in it. Both are real paths.</summary>
    public static bool IsBelow(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative != ".." && !relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            && !Path.IsPathRooted(relative);
    }
}
