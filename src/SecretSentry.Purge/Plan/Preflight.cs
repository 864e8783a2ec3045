using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Plan;

/// <summary>The conditions that prevent a purge, as sentences that say what to do.</summary>
internal static class Preflight
{
    private static readonly (string Name, string What)[] Operations =
    [
        ("MERGE_HEAD", "a merge"), ("CHERRY_PICK_HEAD", "a cherry-pick"), ("REVERT_HEAD", "a revert"), ("BISECT_LOG", "a bisect"),
        ("rebase-merge", "a rebase"), ("rebase-apply", "a rebase or am"), ("sequencer", "a cherry-pick or revert"),
    ];

    /// <summary>Returns the conditions that apply to every purge, including one in a clone.</summary>
    public static IEnumerable<string> FindProblems(ObjectStore store, bool allowsAlternates)
    {
        var layout = store.Layout;
        if (layout.GitProblem.Length > 0)
        {
            yield return $"git cannot read this repository ({layout.GitProblem}); use a version of git that can";
        }

        if (layout.ShallowCommits.Count > 0)
        {
            yield return "the clone is shallow: history before its boundary would keep the secret; run: git fetch --unshallow";
        }

        if ((layout.IsPartial || store.IsPromised) && HasMissingObjects(layout))
        {
            yield return "the clone is partial: missing objects cannot be rewritten; make a full clone";
        }

        if (layout.HasGrafts)
        {
            yield return "info/grafts changes the parents of commits; convert it to replace refs (git replace "
                + "--convert-graft-file), or delete it";
        }

        if (!allowsAlternates && layout.ObjectFolders.Count > 1)
        {
            yield return $"objects are borrowed from '{layout.ObjectFolders[1]}', where the secret would remain; purge that repository, or "
                + $"accept that with --allow-alternates";
        }
    }

    /// <summary>Returns the conditions that apply when the repository itself is rewritten.</summary>
    public static IEnumerable<string> FindInPlaceProblems(RepositoryLayout layout, RefSnapshot snapshot)
    {
        if (RepositoryLayout.ReadSettings(Path.Combine(layout.CommonDirectory, "config"))
            .TryGetValue("extensions.refstorage", out var storage)
            && storage != "files")
        {
            yield return $"refs are stored as '{storage}'; only 'files' can be rewritten in place; run without --in-place";
        }

        foreach (var worktree in snapshot.Worktrees)
        {
            var gitDirectory = worktree.Name.Length == 0 ? layout.CommonDirectory
                : Path.Combine(layout.CommonDirectory, "worktrees", worktree.Name);
            foreach (var (name, what) in Operations.Where(operation => Path.Exists(Path.Combine(gitDirectory, operation.Name))))
            {
                yield return $"{what} is in progress in '{(worktree.Folder.Length > 0 ? worktree.Folder : gitDirectory)}' ({name}); "
                    + $"finish or "
                    + $"abort it";
            }

            if (worktree.Folder.Length > 0 && worktree.Id.Length > 0
                && WorkTreeMover.FindDirtyPath(worktree.Folder) is { Length: > 0 } dirty)
            {
                yield return $"'{worktree.Folder}' has uncommitted changes ({dirty.Trim()}); commit or stash them";
            }
        }

        if (ListLocks(layout).FirstOrDefault() is { } file)
        {
            yield return $"'{file}' exists, so another git process may be running; wait until it exits, or delete the file if "
                + $"there is none";
        }
    }

    /// <summary>Returns the conditions that prevent the clean-up, because it would delete objects that others use.</summary>
    public static IEnumerable<string> FindCleanUpProblems(RepositoryLayout layout, RefSnapshot snapshot)
    {
        if (RepositoryLayout.ReadSettings(Path.Combine(layout.CommonDirectory, "config"))
            .TryGetValue("extensions.preciousobjects", out var precious) && precious != "false")
        {
            yield return "extensions.preciousObjects forbids to delete objects, because other repositories may use them; make those "
                + "independent and remove the setting, or run without --clean-up";
        }

        string[] tops = [layout.CommonDirectory, .. snapshot.Worktrees.Select(entry => entry.Folder).Where(folder => folder.Length > 0)];
        if (Borrowers.Find(layout, tops) is { } borrower)
        {
            yield return $"'{borrower}' borrows objects from this repository and would lose them; make it independent first ("
                + $"git -C {ShellName.Quote(borrower)} repack -a -d, then delete its objects/info/alternates), or run without --clean-up";
        }
    }

    /// <summary>
    /// Whether an object is missing that a ref, a reflog, or the index needs. A clone that was partial can have got all of them.
    /// </summary>
    private static bool HasMissingObjects(RepositoryLayout layout)
    {
        var (code, output, _) = GitProgram.TryRun(layout.Directory, "rev-list", "--objects", "--all", "--reflog", "--indexed-objects",
            "--missing=print", "--quiet");
        return code != 0 || output.Length > 0;
    }

    /// <summary>Returns git's lock files in the git directory, without those of objects.</summary>
    public static IEnumerable<string> ListLocks(RepositoryLayout layout)
    {
        string[] tops = [.. Directory.GetFiles(layout.CommonDirectory, "*.lock"), Path.Combine(layout.CommonDirectory, "gc.pid")];
        string[] folders = [Path.Combine(layout.CommonDirectory, "refs"), Path.Combine(layout.CommonDirectory, "worktrees")];
        return tops.Where(File.Exists).Concat(folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.lock", SearchOption.AllDirectories)));
    }
}
