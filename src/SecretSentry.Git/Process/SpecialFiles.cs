using System.Collections.Concurrent;
using SecretSentry.Files;

namespace SecretSentry.Git.Process;

/// <summary>
/// Looks for pipes, devices and endless files among the files that git opens. git waits for a pipe forever, reads a device without an end,
/// and reads some files whole, however long they are. So git is not asked about a repository that has one of these in the place of a file.
/// </summary>
internal static class SpecialFiles
{
    /// <summary>The folder of refs. Each of its files has one line.</summary>
    private const string Refs = "refs";

    /// <summary>The folder with a git directory for each linked worktree.</summary>
    private const string Worktrees = "worktrees";

    /// <summary>Folders of a git directory in which git opens files, with the depth to which they are searched.</summary>
    private static readonly (string Name, int Depth)[] Folders =
    [
        (Refs, 64), ("logs", 64), ("info", 1), ("reftable", 1), (Worktrees, 64), ("objects", 2),
        ("rebase-merge", 1), ("rebase-apply", 1), ("sequencer", 1),
    ];

    /// <summary>Files of a git directory that git reads whole, with the limit up to which it is asked.</summary>
    private static readonly (string Name, Budget Limit)[] WholeFiles =
    [
        ("HEAD", Budgets.Line), ("commondir", Budgets.Line), ("gitdir", Budgets.Line), ("MERGE_HEAD", Budgets.GitSettings),
        ("FETCH_HEAD", Budgets.GitNames), ("ORIG_HEAD", Budgets.Line), ("packed-refs", Budgets.GitNames),
        ("shallow", Budgets.GitNames), ("config", Budgets.GitSettings), ("config.worktree", Budgets.GitSettings),
        ("index", Budgets.GitIndex), ("info/exclude", Budgets.GitSettings), ("info/attributes", Budgets.GitSettings),
        ("info/grafts", Budgets.GitSettings), ("info/sparse-checkout", Budgets.GitSettings),
        ("objects/info/alternates", Budgets.GitSettings), ("objects/info/commit-graph", Budgets.GitIndex),
        ("reftable/tables.list", Budgets.GitSettings), ("locked", Budgets.GitSettings),
    ];

    /// <summary>Files of a worktree that git opens. git follows no link to them.</summary>
    private static readonly string[] WorktreeFiles = [".gitattributes", ".gitignore", ".gitmodules"];

    private static readonly ConcurrentDictionary<string, string?> Answers = new(StringComparer.Ordinal);

    /// <summary>Does nothing when git can be asked about the repository that contains the folder, or when there is no repository.</summary>
    /// <exception cref="GitException">A file that git would open is a pipe, a device or a socket, or longer than any that git
    /// writes.</exception>
    public static void RequireNone(string directory)
    {
        if (FindGitDirectory(Path.GetFullPath(directory)) is { } git
            && Answers.GetOrAdd(git, folder => Find(folder) ?? FindInWorktree(Path.GetDirectoryName(folder)!)) is { } problem)
        {
            throw new GitException(GitErrorKind.CommandFailed, $"{problem}, so git is not asked about this repository");
        }
    }

    private static string? FindGitDirectory(string directory)
    {
        if (Environment.GetEnvironmentVariable("GIT_DIR") is { Length: > 0 } given)
        {
            return Path.GetFullPath(given, directory);
        }

        for (var folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var inner = Path.Combine(folder, ".git");
            var kind = ForeignFile.FindKind(inner);
            if (kind != FileKind.Missing)
            {
                return inner;
            }

            if (ForeignFile.FindKind(Path.Combine(folder, "objects")) == FileKind.Folder
                && ForeignFile.FindKind(Path.Combine(folder, "HEAD")) != FileKind.Missing)
            {
                return folder;
            }
        }

        return null;
    }

    /// <summary>Returns what is wrong with the first file that git is not to open. Returns null when there is none.</summary>
    private static string? Find(string git)
    {
        if (ForeignFile.FindKind(git) == FileKind.Special)
        {
            return DescribeSpecial(git);
        }

        // A file .git names the git directory. It is followed once, as in git: it may name itself.
        git = FollowLink(git, "gitdir:") ?? git;
        var common = FollowLink(Path.Combine(git, "commondir"), "") ?? git;
        string[] tops = common == git ? [git] : [git, common];
        return tops.Select(FindBelowTop).FirstOrDefault(found => found is not null);
    }

    private static string? FindBelowTop(string top) =>
        Folders.Prepend((Name: "", Depth: 1)).Select(folder => FindBelow(Path.Combine(top, folder.Name), folder.Depth,
                folder.Name == Refs ? Budgets.Line : null))
            .Concat(ListWorktrees(top).Prepend(top).Select(FindLong))
            .FirstOrDefault(found => found is not null);

    private static IEnumerable<string> ListWorktrees(string top) => FolderList.ListOthers(Path.Combine(top, Worktrees))
        .Where(entry => entry.Kind == FileKind.Folder).Select(entry => entry.Path);

    private static string? FindLong(string folder) => WholeFiles.Select(file => FindLong(Path.Combine(folder, file.Name), file.Limit))
        .FirstOrDefault(found => found is not null);

    private static string? FindInWorktree(string top) => WorktreeFiles.Select(name => Path.Combine(top, name))
        .Select(path => ForeignFile.FindKind(path) == FileKind.Special ? DescribeSpecial(path) : FindLong(path, Budgets.GitSettings))
        .FirstOrDefault(found => found is not null);

    private static string DescribeSpecial(string path) => $"'{path}' is a pipe, a device or a socket in the place of a file";

    private static string? FindLong(string path, Budget limit) => ForeignFile.FindLength(path) <= limit.Value ? null
        : $"'{path}' is longer than any such file that git writes ({limit})";

    /// <summary>Returns the folder that a file of one line names. Returns null when there is no such file, or it cannot be read.</summary>
    private static string? FollowLink(string file, string prefix)
    {
        if (ForeignFile.FindKind(file) != FileKind.Regular)
        {
            return null;
        }

        var text = ForeignFile.ReadAllText(file, Budgets.Line).Trim();
        return text.StartsWith(prefix, StringComparison.Ordinal)
            ? ForeignFile.GetNamedPath(text[prefix.Length..].Trim(), Path.GetDirectoryName(file)!) : null;
    }

    /// <param name="folder">The folder.</param>
    /// <param name="depth">Number of levels that are searched.</param>
    /// <param name="limit">Limit of each regular file; null when their length does not matter.</param>
    private static string? FindBelow(string folder, int depth, Budget? limit)
    {
        foreach (var entry in limit is null ? FolderList.ListOthers(folder) : FolderList.ListAll(folder))
        {
            var found = entry.Kind switch
            {
                FileKind.Special => DescribeSpecial(entry.Path),
                FileKind.Regular when limit is not null => FindLong(entry.Path, limit),
                FileKind.Folder when !entry.IsLink && depth > 1 => FindBelow(entry.Path, depth - 1, limit),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}
