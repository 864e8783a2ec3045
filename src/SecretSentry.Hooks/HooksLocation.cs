using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Hooks;

/// <summary>The location of the hooks of one worktree.</summary>
/// <param name="Folder">Full path of the hooks folder. It may not exist.</param>
/// <param name="CommonDirectory">Git directory that all worktrees share.</param>
/// <param name="TopDirectory">Top of the worktree; the git directory of a bare repository.</param>
/// <param name="IsBare">Whether there is no worktree.</param>
/// <param name="Manager">The program that created the folder.</param>
public sealed record HooksLocation(string Folder, string CommonDirectory, string TopDirectory, bool IsBare, HookManager Manager)
{
    /// <summary>
    /// Returns the location for the worktree that contains <paramref name="directory"/>. git is asked, because only git evaluates
    /// core.hooksPath, worktrees and submodules.
    /// </summary>
    /// <exception cref="GitException">The folder is in no repository.</exception>
    public static HooksLocation Find(string directory)
    {
        var full = Path.GetFullPath(directory);
        var lines = GitProgram.ReadLines(full, "rev-parse", "--is-inside-work-tree", "--is-bare-repository", "--git-common-dir");
        var isInside = lines[0] == "true";
        var common = Path.GetFullPath(lines[2], full);

        // A relative core.hooksPath is relative to the top of the worktree. The output of --git-path is relative to the current folder.
        var top = isInside ? GitProgram.ReadLines(full, "rev-parse", "--show-toplevel")[0] : common;
        var folder = Path.GetFullPath(GitProgram.ReadLines(top, "rev-parse", "--git-path", "hooks")[0], top);
        return new(folder, common, top, lines[1] == "true" || !isInside, GetManager(folder));
    }

    /// <summary>The folder of our own files in this repository.</summary>
    internal string OwnDirectory => Path.Combine(CommonDirectory, "secretsentry");

    /// <summary>Returns the path of the stub that other managers' scripts call.</summary>
    internal string GetOwnStubPath(string hook) => Path.Combine(OwnDirectory, "hooks", hook);

    /// <summary>Returns the path of husky's script for a hook, which contains the user's commands.</summary>
    internal string GetScriptPath(string hook) =>
        Path.Combine(Manager == HookManager.Husky ? Path.GetDirectoryName(Folder)! : Folder, hook);

    /// <summary>
    /// Returns whether a path lies in the worktree or in the git directory, and no link leads out of it. A repository that was copied as a
    /// folder can name the files of others in its settings and records.
    /// </summary>
    internal bool IsOwnPath(string path) => Array.Exists([TopDirectory, CommonDirectory],
        top => OwnFile.IsBelow(top, path) && OwnFile.FindLinkBelow(top, path) is null);

    /// <summary>Whether the hooks folder, with links followed, is in the git directory of another repository.</summary>
    internal bool IsOfAnotherRepository
    {
        get
        {
            var folder = new DirectoryInfo(Folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Folder;
            while (folder is not null && !RepositoryLayout.IsGitDirectory(folder))
            {
                folder = Path.GetDirectoryName(folder);
            }

            return folder is not null && folder != CommonDirectory;
        }
    }

    /// <summary>Returns the top folders of all worktrees. The main worktree comes first.</summary>
    public static IReadOnlyList<string> ListWorktrees(string directory) =>
        [.. GitProgram.SplitFields(GitProgram.Run(directory, "worktree", "list", "--porcelain", "-z"))
            .Where(line => line.StartsWith("worktree ", StringComparison.Ordinal)).Select(line => line["worktree ".Length..])
            .Where(Directory.Exists)];

    /// <summary>Returns the top folders of all checked-out submodules, including nested ones.</summary>
    public static IReadOnlyList<string> ListSubmodules(string directory)
    {
        var top = GitProgram.ReadLines(directory, "rev-parse", "--show-toplevel")[0];
        var paths = GitProgram.SplitFields(GitProgram.Run(top, "ls-files", "-s", "-z"))
            .Where(line => line.StartsWith("160000 ", StringComparison.Ordinal))
            .Select(line => Path.Combine(top, line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
        return [.. paths.Where(path => Path.Exists(Path.Combine(path, ".git")))
            .SelectMany(path => (IEnumerable<string>)[path, .. ListSubmodules(path)])];
    }

    private static HookManager GetManager(string folder)
    {
        var name = Path.GetFileName(folder);
        if (name == "_" && (Path.GetFileName(Path.GetDirectoryName(folder)) == ".husky" || IsFromHusky(folder)))
        {
            return HookManager.Husky;
        }

        return name == ".husky" ? HookManager.HuskyNet : HookManager.None;
    }

    /// <summary>Whether husky made a folder. A user may give its parent folder any name (<c>husky DIR</c>).</summary>
    private static bool IsFromHusky(string folder) =>
        HookTexts.Start(Path.Combine(folder, "h")).Contains("husky - ", StringComparison.Ordinal);
}
