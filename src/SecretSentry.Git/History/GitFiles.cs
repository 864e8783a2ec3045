using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// The files of a git directory that contain text written by people or received from remotes: settings (URLs with passwords), unfinished
/// commit messages, reflogs, resolved conflicts, patches that are being applied, LFS contents.
/// </summary>
public static class GitFiles
{
    private static readonly string[] Names =
        ["config", "config.worktree", "FETCH_HEAD", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG", "NOTES_EDITMSG",
        "description", "GITGUI_MSG"];

    private static readonly string[] Folders =
        ["logs", "rr-cache", "rebase-merge", "rebase-apply", "sequencer", "info", "branches", "remotes"];

    /// <summary>Repositories of submodules are searched to this depth below the folder that contains them.</summary>
    private const int MaxDepth = 32;

    /// <summary>Returns the git directories of submodules that lie in a git directory, without those of their own submodules.</summary>
    /// <param name="commonDirectory">The git directory.</param>
    /// <param name="links">Receives links to folders, which are not followed.</param>
    public static IReadOnlyList<string> ListModules(string commonDirectory, ICollection<string>? links = null)
    {
        var (found, open) = (new List<string>(), new Stack<(string Folder, int Depth)>([(Path.Combine(commonDirectory, "modules"), 0)]));
        while (open.TryPop(out var next))
        {
            foreach (var folder in GetSubfolders(next.Folder))
            {
                if (new DirectoryInfo(folder).LinkTarget is not null)
                {
                    links?.Add(folder);
                }
                else if (File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")))
                {
                    found.Add(folder);
                }
                else if (next.Depth < MaxDepth)
                {
                    open.Push((folder, next.Depth + 1));
                }
            }
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>Returns full paths, including those of all worktrees. Links are not followed. Sample hooks are left out.</summary>
    /// <param name="layout">The repository.</param>
    /// <param name="includesModules">Whether the files of submodules' repositories are included.</param>
    public static IReadOnlyList<string> List(RepositoryLayout layout, bool includesModules = true)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var worktrees = Path.Combine(layout.CommonDirectory, "worktrees");
        IEnumerable<string> modules = includesModules ? ListModules(layout.CommonDirectory) : [];
        string[] gitDirectories = [layout.CommonDirectory, layout.GitDirectory, .. GetSubfolders(worktrees), .. modules];
        var files = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var gitDirectory in gitDirectories.Distinct(StringComparer.Ordinal))
        {
            files.UnionWith(Names.Select(name => Path.Combine(gitDirectory, name)).Where(IsFile));
            files.UnionWith(Folders.SelectMany(folder => EnumerateFiles(Path.Combine(gitDirectory, folder))));
        }

        files.UnionWith(EnumerateFiles(Path.Combine(layout.CommonDirectory, "hooks"))
            .Where(file => !file.EndsWith(".sample", StringComparison.Ordinal)));
        files.UnionWith(EnumerateFiles(Path.Combine(layout.CommonDirectory, "lfs", "objects")));
        return [.. files];
    }

    private static string[] GetSubfolders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];

    private static IEnumerable<string> EnumerateFiles(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.ReparsePoint,
        })
        : [];

    private static bool IsFile(string path) => new FileInfo(path) is { Exists: true, LinkTarget: null };
}
