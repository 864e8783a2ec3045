namespace SecretSentry.Git.Staged;

/// <summary>A path whose content in the index differs from HEAD.</summary>
/// <param name="Path">Relative to the top of the work tree.</param>
/// <param name="NewId">Blob in the index.</param>
/// <param name="OldId">Blob in HEAD; null when there is none.</param>
/// <param name="IsSymlink">Whether the content is a link's target.</param>
public sealed record StagedChange(string Path, string NewId, string? OldId, bool IsSymlink);

/// <summary>What a commit of the index would bring.</summary>
public static class StagedChanges
{
    /// <summary>
    /// The changes of the index named by GIT_INDEX_FILE against HEAD, or against nothing before the first commit. Without
    /// deletions, submodules, mode-only changes, intent-to-add entries and unmerged paths (none of them has content to commit).
    /// </summary>
    /// <exception cref="GitException">Not a repository, or git failed.</exception>
    public static IReadOnlyList<StagedChange> Read(string directory)
    {
        var (code, output, error) = GitProgram.TryRun(directory, "diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-relative", "--ignore-submodules=none");
        if (code != 0)
        {
            // Where git finds or accepts no repository `git diff` becomes --no-index and complains about its usage; rev-parse names the reason.
            var (_, _, reason) = GitProgram.TryRun(directory, "rev-parse", "--git-dir");
            throw GitProgram.Failure(directory, reason.Length > 0 ? reason : error);
        }

        return Parse(GitProgram.Fields(output));
    }

    /// <summary>Records ":oldmode newmode oldid newid status NUL path NUL" (git-diff manual, raw output format).</summary>
    internal static IReadOnlyList<StagedChange> Parse(List<string> fields)
    {
        var changes = new List<StagedChange>();
        for (var i = 0; i + 1 < fields.Count; i += 2)
        {
            var parts = fields[i].TrimStart(':').Split(' ');
            var (mode, oldId, newId) = (parts[1], parts[2], parts[3]);
            if (parts[4] is not ("D" or "U") && mode != "160000" && oldId != newId && newId.Trim('0').Length > 0)
            {
                changes.Add(new(fields[i + 1], newId, oldId.Trim('0').Length == 0 || parts[0] == "160000" ? null : oldId, mode == "120000"));
            }
        }

        return changes;
    }
}

/// <summary>The other sides of a merge in progress.</summary>
public static class MergeParents
{
    /// <summary>For each commit in MERGE_HEAD the blob at <paramref name="path"/>, null where it has none; empty when no merge is in progress.</summary>
    public static IReadOnlyList<string?> BlobIdsAt(string directory, string path)
    {
        var file = GitProgram.Lines(directory, "rev-parse", "--git-path", "MERGE_HEAD")[0];
        var full = Path.Combine(directory, file);
        return File.Exists(full) ? [.. File.ReadAllLines(full).Where(line => line.Length > 0).Select(commit => BlobAt(directory, commit, path))] : [];
    }

    private static string? BlobAt(string directory, string commit, string path)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", $"{commit}:{path}");
        return code == 0 ? GitProgram.Text(output).Trim() : null;
    }
}
