using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Process;
using SecretSentry.Git.Staged;

namespace SecretSentry.Purge.References;

/// <summary>
/// Updates checkouts. Only files whose content or name changed are written, and only if they are checked out: a sparse checkout stays as
/// it is. Each file is complete before it gets its name, so that at any time it has its old or its new content.
/// </summary>
internal static class WorkTreeMover
{
    /// <summary>Added to the name of a file that is about to replace another one.</summary>
    private const string NewFileEnding = ".secretsentry-purge";

    private sealed record Change(string Path, string OldId, string NewId, bool IsLink);

    /// <summary>Returns git's status line for a file with uncommitted changes; empty when the checkout is clean. No filter runs.</summary>
    /// <exception cref="GitException">git could not tell.</exception>
    public static string FindDirtyPath(string folder)
    {
        var (code, output) = WorkTree.RunWithoutFilters(folder, "status", "--porcelain", "-z", "--untracked-files=no",
            "--ignore-submodules=dirty");
        return code != 0 ? throw new GitException(GitErrorKind.CommandFailed, $"git status failed in '{folder}'")
            : GitProgram.SplitFields(output) is [var first, ..] ? first : "";
    }

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

    /// <summary>
    /// Updates index and files from the old tree to the new one. An earlier run may have done a part of it.
    /// </summary>
    /// <param name="move">The checkout.</param>
    /// <exception cref="PurgeException">A file has neither the old nor the new content. It is somebody's work and is not
    /// changed.</exception>
    public static void Update(WorktreeMove move)
    {
        if (move.Branch.Length > 0)
        {
            GitProgram.Run(move.Folder, [.. RefTransaction.Quiet, "symbolic-ref", "HEAD", move.Branch]);
        }

        var changes = ReadChanges(move);
        RequireUntouched(move, changes);
        if (changes.Count == 0)
        {
            return;
        }

        var before = ReadSkippedPaths(move.Folder);
        GitProgram.Run(move.Folder, [.. RefTransaction.Quiet, "read-tree", "-i", "-m", move.OldTree, move.NewTree]);
        var skipped = ReadSkippedPaths(move.Folder);
        WriteFiles(move.Folder,
            [.. changes.Where(change => change.NewId.Length > 0 && !skipped.Contains(change.Path)).Select(change => change.Path)]);
        foreach (var gone in changes.Where(change => change.NewId.Length == 0 && !before.Contains(change.Path)))
        {
            RequireNoLinkedFolder(move.Folder, [gone.Path]);
            File.Delete(Path.Combine(move.Folder, gone.Path));
        }

        _ = WorkTree.RunWithoutFilters(move.Folder, [.. RefTransaction.Quiet, "update-index", "-q", "--refresh"]);
    }

    /// <summary>Checks that each file that would be changed has its old or its new content, in the index too.</summary>
    /// <exception cref="PurgeException">A file has other content, which is somebody's work. Nothing was changed.</exception>
    public static void RequireUntouched(WorktreeMove move) => RequireUntouched(move, ReadChanges(move));

    private static void RequireUntouched(WorktreeMove move, List<Change> changes)
    {
        RequireNoLinkedFolder(move.Folder, changes.Select(change => change.Path));
        var (staged, skipped) = (ReadStagedIds(move.Folder), ReadSkippedPaths(move.Folder));
        Change[] old = [.. changes.Where(change => change.OldId.Length > 0)];
        Change[] files = [.. old.Where(change => !change.IsLink && !skipped.Contains(change.Path)
            && File.Exists(Path.Combine(move.Folder, change.Path)))];
        var hashes = HashFiles(move.Folder, [.. files.Select(change => change.Path)]);
        foreach (var change in old.Where(change => staged[change.Path].Any(id => !IsOldOrNew(change, id)))
            .Concat(files.Where(change => !IsOldOrNew(change, hashes[change.Path]))))
        {
            throw new PurgeException(PurgeFailure.Rejected,
                $"'{change.Path}' in '{move.Folder}' differs from its content before the purge and after it; move your change "
                + $"to another file, run 'git checkout HEAD -- {ShellName.QuotePattern(change.Path)}', and run the same command again");
        }
    }

    private static bool IsOldOrNew(Change change, string id) => id == change.OldId || id == change.NewId;

    /// <summary>
    /// Writes the files of the index that have these paths. git writes them to a folder of its git directory, with the conversions that a
    /// checkout makes. Then each replaces its predecessor in one step.
    /// </summary>
    private static void WriteFiles(string folder, string[] paths)
    {
        if (paths.Length == 0)
        {
            return;
        }

        var own = GitProgram.DecodeText(GitProgram.Run(folder, "rev-parse", "--absolute-git-dir")).TrimEnd('\n');
        var export = Path.Combine(own, "secretsentry", "checkout");
        OwnFile.RequireNoLink(Path.GetDirectoryName(export)!, export);
        if (Directory.Exists(export))
        {
            Directory.Delete(export, recursive: true);
        }

        Feed(folder, paths, "checkout-index", "-f", "-q", "-z", "--stdin", $"--prefix={export}/");
        RequireNoLinkedFolder(folder, paths);
        foreach (var path in paths)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(Path.Combine(export, path), target + NewFileEnding, overwrite: true);
            File.Move(target + NewFileEnding, target, overwrite: true);
        }

        Directory.Delete(export, recursive: true);
    }

    /// <summary>A folder of the repository may have been replaced by a link to a folder outside; the files there are not ours.</summary>
    /// <exception cref="IOException">A folder above one of the files, in the work tree, is a link.</exception>
    private static void RequireNoLinkedFolder(string folder, IEnumerable<string> paths)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            for (var above = Path.GetDirectoryName(path); above is { Length: > 0 } && seen.Add(above); above = Path.GetDirectoryName(above))
            {
                OwnFile.RequireNoLink(Path.Combine(folder, above));
            }
        }
    }

    /// <summary>Returns the ids of existing files as git would add them, by path.</summary>
    private static Dictionary<string, string> HashFiles(string folder, string[] paths)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] lines = [.. paths.Where(path => !path.Contains('\n', StringComparison.Ordinal))];
        if (lines.Length > 0)
        {
            var (code, output, error) = GitProgram.TryRunIn(folder, [], string.Concat(lines.Select(path => path + "\n")),
                ["hash-object", "--stdin-paths"]);
            string[] ids = code == 0 ? GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                : throw GitProgram.CreateException(folder, error);
            for (var i = 0; i < lines.Length; i++)
            {
                hashes[lines[i]] = ids[i];
            }
        }

        foreach (var path in paths.Except(lines, StringComparer.Ordinal))
        {
            hashes[path] = GitProgram.DecodeText(GitProgram.Run(folder, "hash-object", "--", path)).Trim();
        }

        return hashes;
    }

    /// <summary>The paths that are not checked out: "S" SP path NUL (git-ls-files, -t).</summary>
    private static HashSet<string> ReadSkippedPaths(string folder) =>
        GitProgram.SplitFields(GitProgram.Run(folder, "ls-files", "-t", "-z"))
            .Where(field => field.StartsWith("S ", StringComparison.Ordinal)).Select(field => field[2..]).ToHashSet(StringComparer.Ordinal);

    /// <summary>"mode id stage" TAB path NUL (git-ls-files). A path with a conflict has several ids.</summary>
    private static ILookup<string, string> ReadStagedIds(string folder) =>
        GitProgram.SplitFields(GitProgram.Run(folder, "ls-files", "-s", "-z")).Select(field => field.Split('\t', 2))
            .ToLookup(parts => parts[1], parts => parts[0].Split(' ')[1], StringComparer.Ordinal);

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
            $"git {command[0]} failed in '{folder}' ({GitWords.Describe(error.GetAwaiter().GetResult())})");
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
