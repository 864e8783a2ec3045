using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Names;

/// <summary>Lists the files below the folders in which git keeps names.</summary>
internal static class NameFolders
{
    /// <summary>Folders are entered to this depth. A name of git has at most a few parts.</summary>
    private const int MaxDepth = 128;

    /// <summary>
    /// Returns the git directories that have names of their own: the common one with an empty prefix, and that of each linked worktree with
    /// the prefix <c>worktrees/NAME/</c>, as git names their refs.
    /// </summary>
    public static IReadOnlyList<(string Folder, string Prefix)> ListGitDirectories(RepositoryLayout layout)
    {
        var worktrees = Path.Combine(layout.CommonDirectory, "worktrees");
        var folders = new List<(string, string)> { (layout.CommonDirectory, "") };
        folders.AddRange((Directory.Exists(worktrees) ? Directory.GetDirectories(worktrees) : []).Order(StringComparer.Ordinal)
            .Select(folder => (folder, $"worktrees/{Path.GetFileName(folder)}/")));
        return folders;
    }

    /// <summary>
    /// Returns the files below a folder with their names, which are paths relative to it after <paramref name="prefix"/>. Hidden files and
    /// lock files are left out, as in git. The folder itself may be a link, as git-new-workdir makes it; links to folders below it are not
    /// followed. What cannot be listed is added to <paramref name="broken"/>.
    /// </summary>
    public static IReadOnlyList<(string Path, string Name)> ListFiles(string folder, string prefix, ICollection<BrokenName> broken)
    {
        var (files, open) = (new List<(string, string)>(), new Stack<(string Folder, string Prefix, int Depth)>([(folder, prefix, 0)]));
        while (open.TryPop(out var next))
        {
            try
            {
                var entries = new DirectoryInfo(next.Folder).GetFileSystemInfos();
                foreach (var entry in entries.OrderBy(entry => entry.Name, StringComparer.Ordinal))
                {
                    var name = next.Prefix + entry.Name;
                    if (entry.Name.StartsWith('.') || (entry is FileInfo && entry.Name.EndsWith(".lock", StringComparison.Ordinal)))
                    {
                        continue;
                    }

                    if (entry is FileInfo)
                    {
                        files.Add((entry.FullName, name));
                    }
                    else if (entry.LinkTarget is not null || next.Depth == MaxDepth)
                    {
                        broken.Add(new(name, entry.LinkTarget is null ? "its folders are nested too deep" : "it is a link to a folder"));
                    }
                    else
                    {
                        open.Push((entry.FullName, name + "/", next.Depth + 1));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (e is DirectoryNotFoundException)
                {
                    continue; // a worktree without refs, or git removed an empty folder
                }

                broken.Add(new(next.Prefix, e.Message));
            }
        }

        return files;
    }
}
