using SecretSentry.Files;
using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Plan;

/// <summary>
/// Looks for repositories that borrow objects from another one (git clone --shared). Nothing in a repository names those that borrow from
/// it, so only the folders near it are searched.
/// </summary>
internal static class Borrowers
{
    /// <summary>Maximum number of folders that are looked at.</summary>
    private const int MaxFolders = 10_000;

    /// <summary>Folders are looked at to this depth below the folder that contains the repository.</summary>
    private const int MaxDepth = 2;

    /// <summary>Returns a git directory that borrows from the repository; null when none was found.</summary>
    /// <param name="layout">The repository.</param>
    /// <param name="tops">Its work trees and git directory.</param>
    public static string? Find(RepositoryLayout layout, IEnumerable<string> tops)
    {
        var own = Resolve(layout.ObjectFolders[0]);
        var open = new Queue<(string Folder, int Depth)>(tops.Select(Path.GetFullPath)
            .SelectMany(top => new[] { Path.GetDirectoryName(top), top }).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select(folder => (folder, 0)));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Count < MaxFolders && open.TryDequeue(out var next))
        {
            if (!seen.Add(next.Folder))
            {
                continue;
            }

            foreach (var gitDirectory in new[] { next.Folder, Path.Combine(next.Folder, ".git") })
            {
                if (gitDirectory != layout.CommonDirectory && ReadAlternates(gitDirectory).Any(other => Resolve(other) == own))
                {
                    return gitDirectory;
                }
            }

            foreach (var folder in next.Depth < MaxDepth ? ListFolders(next.Folder) : [])
            {
                open.Enqueue((folder, next.Depth + 1));
            }
        }

        return null;
    }

    /// <summary>gitrepository-layout, objects/info/alternates: one folder in each line, relative to the objects.</summary>
    private static IEnumerable<string> ReadAlternates(string gitDirectory)
    {
        var objects = Path.Combine(gitDirectory, "objects");
        var file = Path.Combine(objects, "info", "alternates");
        try
        {
            return File.Exists(file) ? [.. ForeignFile.ReadAllLines(file, Budgets.GitSettings)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => ForeignFile.GetNamedPath(line.Trim('"'), objects))] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it belongs to somebody else, who is told by the documentation
        }
    }

    private static string[] ListFolders(string folder)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(folder, "*", new EnumerationOptions
            {
                AttributesToSkip = FileAttributes.ReparsePoint,
                IgnoreInaccessible = true,
            })];
        }
        catch (IOException)
        {
            return []; // it was deleted in the meantime
        }
    }

    /// <summary>Returns the path of a folder, without a link at its end.</summary>
    private static string Resolve(string folder) => Directory.Exists(folder)
        && new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true) is { } target ? target.FullName : folder.TrimEnd('/');
}
