using System.Text;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.References;

/// <summary>Updates checkouts. Only files whose content or name changed are written.</summary>
internal static class WorkTreeMover
{
    private sealed record Change(string Path, string OldId, string NewId, bool IsLink);

    /// <summary>Returns git's status line for a file with uncommitted changes; empty when the checkout is clean.</summary>
    public static string FindDirtyPath(string folder) =>
        GitProgram.SplitFields(GitProgram.Run(folder, "status", "--porcelain", "-z", "--untracked-files=no", "--ignore-submodules=dirty"))
            is [var first, ..] ? first : "";

    /// <summary>
    /// Returns a changed path that a filter of the user's settings would rewrite (LFS and similar); null when there is none.
    /// </summary>
    public static string? FindFilteredPath(WorktreeMove move)
    {
        var paths = ReadChanges(move).Select(change => change.Path).ToArray();
        if (paths.Length == 0)
        {
            return null;
        }

        var fields = Feed(move.Folder, paths, "check-attr", "-z", "--stdin", "filter");
        return Enumerable.Range(0, fields.Count / 3).Where(i => fields[(3 * i) + 2] is not ("unspecified" or "unset"))
            .Select(i => fields[3 * i]).FirstOrDefault();
    }

    /// <summary>Updates index and files from the old tree to the new one.</summary>
    /// <param name="move">The checkout.</param>
    /// <param name="isResumed">Whether an earlier run may have done a part of it. Files are then checked before they are changed.</param>
    /// <exception cref="PurgeException">A file has neither the old nor the new content. It is somebody's work and is not
    /// changed.</exception>
    public static void Update(WorktreeMove move, bool isResumed)
    {
        if (move.Branch.Length > 0)
        {
            GitProgram.Run(move.Folder, [.. RefTransaction.Quiet, "symbolic-ref", "HEAD", move.Branch]);
        }

        var changes = ReadChanges(move);
        if (isResumed)
        {
            RequireUntouched(move, changes);
        }

        var put = changes.Where(change => change.NewId.Length > 0).Select(change => change.Path).ToArray();
        var gone = changes.Where(change => change.NewId.Length == 0).Select(change => change.Path).ToArray();
        if (put.Length > 0)
        {
            Feed(move.Folder, put, "checkout", "-q", "--pathspec-from-file=-", "--pathspec-file-nul", move.NewTree);
        }

        if (gone.Length > 0)
        {
            Feed(move.Folder, gone, "update-index", "-z", "--force-remove", "--stdin");
            Array.ForEach(gone, path => File.Delete(Path.Combine(move.Folder, path)));
        }
    }

    /// <summary>Checks that each file that would be changed has its old or its new content, in the index too.</summary>
    /// <exception cref="PurgeException">A file has other content, which is somebody's work. Nothing was changed.</exception>
    public static void RequireUntouched(WorktreeMove move) => RequireUntouched(move, ReadChanges(move));

    private static void RequireUntouched(WorktreeMove move, List<Change> changes)
    {
        foreach (var change in changes.Where(change => change.OldId.Length > 0))
        {
            string[] ids = [.. ReadStagedIds(move.Folder, change.Path), .. !change.IsLink
                && File.Exists(Path.Combine(move.Folder, change.Path))
                ? [GitProgram.DecodeText(GitProgram.Run(move.Folder, "hash-object", "--", change.Path)).Trim()] : Array.Empty<string>()];
            if (ids.Any(id => id != change.OldId && id != change.NewId))
            {
                throw new PurgeException(PurgeFailure.Rejected,
                    $"'{change.Path}' in '{move.Folder}' differs from its content before the purge and after it; move your change "
                    + $"to another file, run 'git checkout HEAD -- {change.Path}', and run the same command again");
            }
        }
    }

    /// <summary>"mode id stage" TAB path NUL (git-ls-files).</summary>
    private static IEnumerable<string> ReadStagedIds(string folder, string path) =>
        GitProgram.SplitFields(GitProgram.Run(folder, "--literal-pathspecs", "ls-files", "-s", "-z", "--", path))
            .Select(field => field.Split(' ', '\t')[1]);

    /// <summary>":oldmode newmode oldid newid status" NUL path NUL (git-diff-tree, raw output).</summary>
    private static List<Change> ReadChanges(WorktreeMove move)
    {
        var fields =
            GitProgram.SplitFields(GitProgram.Run(move.Folder, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index",
            move.OldTree,
            move.NewTree));
        var changes = new List<Change>();
        for (var i = 0; i + 1 < fields.Count; i += 2)
        {
            var parts = fields[i].Split(' ');
            changes.Add(new(fields[i + 1], parts[4] == "A" ? "" : parts[2], parts[4] == "D" ? "" : parts[3], parts[1] == "120000"
                || parts[0] == ":120000"));
        }

        return changes;
    }

    private static IReadOnlyList<string> Feed(string folder, string[] paths, params string[] command)
    {
        using var git = GitProgram.Start(folder, [.. RefTransaction.Quiet, .. command]);
        var (output, error) = (Task.Run(() => ReadAll(git.StandardOutput.BaseStream)), git.StandardError.ReadToEndAsync());
        git.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(string.Join('\0', paths) + '\0'));
        git.StandardInput.Close();
        git.WaitForExit();
        return git.ExitCode == 0 ? GitProgram.SplitFields(output.GetAwaiter().GetResult())
            : throw new GitException(GitErrorKind.CommandFailed,
            $"git {command[0]} failed in '{folder}': {error.GetAwaiter().GetResult().Split('\n')[0].Trim()}");
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
