using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Apply;

/// <summary>
/// Removes everything that keeps old objects alive or contains copies of their text: pseudo refs, drafts of messages, reflogs (except that
/// of the stash), commit graphs, multi-pack indexes, and the objects.
/// </summary>
internal static class CleanUp
{
    private static readonly string[] Drafts =
    [
        "ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD", "MERGE_MODE", "MERGE_MSG", "MERGE_AUTOSTASH", "AUTO_MERGE", "CHERRY_PICK_HEAD",
        "REVERT_HEAD", "REBASE_HEAD", "SQUASH_MSG",
        "COMMIT_EDITMSG", "TAG_EDITMSG", "NOTES_EDITMSG", "EDIT_DESCRIPTION", "GITGUI_MSG", "gitk.cache", "gc.log",
    ];

    /// <summary>What a link leads to is not part of the repository, and is neither read nor changed.</summary>
    private static readonly EnumerationOptions WithoutLinks = CreateOptions(entersFolders: false);
    private static readonly EnumerationOptions BelowWithoutLinks = CreateOptions(entersFolders: true);

    private const int MaxAttempts = 120;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="layout">The repository.</param>
    /// <param name="search">Search for recorded conflict resolutions, which are deleted only when they contain a needle.</param>
    /// <param name="dropsKeep">Whether packs that were marked to be kept may be removed.</param>
    /// <param name="report">Receives a message for every completed step.</param>
    /// <param name="started">Receives the process id of the git that collects garbage.</param>
    /// <exception cref="GitException">git cannot collect garbage.</exception>
    public static void Run(RepositoryLayout layout, NeedleSearch search, bool dropsKeep, Action<string> report, Action<int> started)
    {
        foreach (var gitDirectory in ListGitDirectories(layout))
        {
            Array.ForEach(Drafts, name => File.Delete(Path.Combine(gitDirectory, name)));
        }

        ExpireLogs(layout);
        foreach (var worktree in RefSnapshot.Read(layout).Worktrees.Where(state => state.Folder.Length > 0))
        {
            // The index keeps the entries of resolved conflicts, and these keep their blobs alive.
            GitProgram.Run(worktree.Folder, [.. RefTransaction.Quiet, "update-index", "--clear-resolve-undo"]);
        }

        DropResolutions(layout, search);
        var packs = Path.Combine(layout.CommonDirectory, "objects", "pack");
        var info = Path.Combine(layout.CommonDirectory, "objects", "info");
        if (dropsKeep)
        {
            Delete(packs, "*.keep");
        }

        Delete(packs, "multi-pack-index*");
        Delete(packs, "*.bitmap");
        Delete(packs, "*.promisor"); // the clone is complete; git would keep the unreachable objects of such packs
        Delete(packs, "tmp_*");
        Delete(info, "commit-graph");
        if (IsFolder(info) && IsFolder(Path.Combine(info, "commit-graphs")))
        {
            Directory.Delete(Path.Combine(info, "commit-graphs"), recursive: true);
        }

        report("reflogs, drafts, commit graphs and multi-pack indexes are deleted");
        Collect(layout, started);
        report("unreachable objects are deleted");
    }

    /// <summary>Collects garbage. When a git process of an interrupted run is still collecting, it is waited for.</summary>
    private static void Collect(RepositoryLayout layout, Action<int> started)
    {
        for (var attempt = 0; RunGarbageCollection(layout, started) is { Length: > 0 } error; attempt++)
        {
            if (attempt == MaxAttempts || !error.Contains("already running", StringComparison.Ordinal))
            {
                throw GitProgram.CreateException(layout.Directory, error);
            }

            Thread.Sleep(Pause);
        }
    }

    /// <summary>Runs git's garbage collection. Returns git's error message; empty on success.</summary>
    private static string RunGarbageCollection(RepositoryLayout layout, Action<int> started)
    {
        using var git = GitProgram.Start(layout.Directory,
            [.. RefTransaction.Quiet, "-c", "gc.bigPackThreshold=0", "-c", "gc.worktreePruneExpire=never", "-c", "gc.cruftPacks=false",
            "-c", "repack.writeBitmaps=false", "gc", "-q", "--prune=now"]);
        started(git.Id);
        git.StandardInput.Close();
        var error = git.StandardError.ReadToEndAsync();
        _ = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return git.ExitCode == 0 ? "" : $"{error.GetAwaiter().GetResult()}\ngit gc failed";
    }

    /// <summary>
    /// Returns the locks of all refs, reflogs, commit graphs and multi-pack indexes, because git's garbage collection locks them one after
    /// another.
    /// </summary>
    public static IEnumerable<string> ListLocks(RepositoryLayout layout)
    {
        var objects = Path.Combine(layout.CommonDirectory, "objects");
        return ListGitDirectories(layout).SelectMany(gitDirectory => new[]
        {
            Path.Combine(gitDirectory, "logs"), Path.Combine(gitDirectory, "refs"),
        })
            .Append(Path.Combine(objects, "info")).Append(Path.Combine(objects, "pack"))
            .SelectMany(folder => ListFiles(folder, "*.lock", BelowWithoutLinks));
    }

    /// <summary>Returns all reflogs, including those of worktrees.</summary>
    public static IEnumerable<string> LogFiles(RepositoryLayout layout) =>
        ListGitDirectories(layout).Select(gitDirectory => Path.Combine(gitDirectory, "logs"))
            .SelectMany(folder => ListFiles(folder, "*", BelowWithoutLinks))
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal));

    /// <summary>Returns the git directories: the shared one, and one for each additional worktree.</summary>
    public static IEnumerable<string> ListGitDirectories(RepositoryLayout layout)
    {
        var worktrees = Path.Combine(layout.CommonDirectory, "worktrees");
        return [layout.CommonDirectory, .. IsFolder(worktrees) ? Directory.GetDirectories(worktrees, "*", WithoutLinks) : []];
    }

    /// <summary>
    /// Removes all reflog entries by truncating the files. The log of the stash is the list of its entries. It has already been rewritten.
    /// </summary>
    private static void ExpireLogs(RepositoryLayout layout)
    {
        var stash = Path.Combine(layout.CommonDirectory, "logs", "refs", "stash");
        foreach (var log in LogFiles(layout).Where(log => log != stash))
        {
            WholeFile.Write(log, []);
        }
    }

    private static void DropResolutions(RepositoryLayout layout, NeedleSearch search)
    {
        var folder = Path.Combine(layout.CommonDirectory, "rr-cache");
        foreach (var resolution in IsFolder(folder) ? Directory.GetDirectories(folder, "*", WithoutLinks) : [])
        {
            if (Directory.GetFiles(resolution, "*", WithoutLinks).Any(file => search.IsIn(ForeignFile.ReadAllBytes(file, Budgets.Content))))
            {
                Directory.Delete(resolution, recursive: true);
            }
        }
    }

    private static void Delete(string folder, string pattern)
    {
        foreach (var file in ListFiles(folder, pattern, WithoutLinks))
        {
            File.Delete(file);
        }
    }

    private static string[] ListFiles(string folder, string pattern, EnumerationOptions options) =>
        IsFolder(folder) ? Directory.GetFiles(folder, pattern, options) : [];

    private static EnumerationOptions CreateOptions(bool entersFolders) => new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = false,
        RecurseSubdirectories = entersFolders,
    };

    private static bool IsFolder(string path) => new DirectoryInfo(path) is { Exists: true, LinkTarget: null };
}
