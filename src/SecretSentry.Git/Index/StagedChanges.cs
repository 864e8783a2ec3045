using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;

namespace SecretSentry.Git.Index;

/// <summary>The content that a commit of the index would add.</summary>
public static class StagedChanges
{
    /// <summary>
    /// Returns the changes of the index named by GIT_INDEX_FILE relative to HEAD, or relative to nothing before the first commit.
    /// Deletions, submodules, mode-only changes, intent-to-add entries and unmerged paths are left out, because none of them has content to
    /// commit. The index is read directly when the formats are supported, otherwise by the git program; both return the same changes.
    /// </summary>
    /// <exception cref="GitException">The folder is not in a repository, or git failed.</exception>
    public static IReadOnlyList<StagedChange> Read(RepositoryObjects objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        return ReadHere(objects) ?? ReadByGit(objects.Directory);
    }

    /// <inheritdoc cref="Read(RepositoryObjects)"/>
    public static IReadOnlyList<StagedChange> Read(string directory)
    {
        using var objects = RepositoryObjects.Open(directory);
        return Read(objects);
    }

    /// <summary>
    /// Like <see cref="Read(RepositoryObjects)"/>, without git. Returns null when a format is not supported here or something is damaged.
    /// </summary>
    internal static IReadOnlyList<StagedChange>? ReadHere(RepositoryObjects objects)
    {
        if (objects is not { Local: { } repository, Lookup: { } lookup })
        {
            return null;
        }

        try
        {
            if (!repository.TryHead(out var head))
            {
                return null;
            }

            if (!Exists(repository.IndexFile))
            {
                return []; // nothing has been staged yet
            }

            using var index = IndexFile.Open(repository.IndexFile, repository.Format);
            return IndexDiff.Compute(index, head.Length == 0 ? default : ReadTree(head, lookup), lookup, repository.Format);
        }
        catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
        {
            // No message here: git reads the index, or reports what is wrong.
            return null;
        }
    }

    /// <summary>Whether there is a file. File.Exists also returns false for one that cannot be examined.</summary>
    /// <exception cref="IOException">The file cannot be examined.</exception>
    private static bool Exists(string file)
    {
        try
        {
            _ = File.GetAttributes(file);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Like <see cref="Read(RepositoryObjects)"/>, by the git program. This is slower, but supports every format.</summary>
    internal static IReadOnlyList<StagedChange> ReadByGit(string directory)
    {
        var (code, output, error) = GitProgram.TryRun(directory, "diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev",
            "--no-ext-diff", "--no-relative", "--ignore-submodules=none");
        if (code != 0)
        {
            // When git finds or accepts no repository, `git diff` becomes --no-index and prints its usage. rev-parse prints the reason.
            var (_, _, reason) = GitProgram.TryRun(directory, "rev-parse", "--git-dir");
            throw GitProgram.CreateException(directory, reason.Length > 0 ? reason : error);
        }

        return Parse(GitProgram.SplitFields(output));
    }

    /// <summary>A commit starts with "tree SP id LF" (what git cat-file commit shows).</summary>
    private static ObjectId ReadTree(ObjectId commit, ObjectLookup objects) =>
        objects.Read(commit, out var content, out var kind) == ReadOutcome.Read && kind == ObjectKind.Commit
            && content.StartsWith("tree "u8)
        && ObjectId.TryParse(content[5..Math.Max(5, content.IndexOf((byte)'\n'))], out var tree)
            ? tree
            : throw new DamagedException($"commit {commit} cannot be read");

    /// <summary>Records ":oldmode newmode oldid newid status NUL path NUL" (git-diff manual, raw output format).</summary>
    internal static IReadOnlyList<StagedChange> Parse(IReadOnlyList<string> fields)
    {
        var changes = new List<StagedChange>();
        for (var i = 0; i + 1 < fields.Count; i += 2)
        {
            var parts = fields[i].TrimStart(':').Split(' ');
            var (mode, oldId, newId) = (parts[1], parts[2], parts[3]);
            if (parts[4] is not ("D" or "U") && mode != "160000" && oldId != newId && newId.Trim('0').Length > 0)
            {
                changes.Add(new(fields[i + 1], ParseId(newId), oldId.Trim('0').Length == 0 || parts[0] == "160000" ? null
                    : ParseId(oldId), mode == "120000"));
            }
        }

        return changes;
    }

    internal static ObjectId ParseId(string digits) => ObjectId.TryParse(digits, out var id) ? id
        : throw new GitException(GitErrorKind.CommandFailed, $"git diff printed '{digits}' where an object id is expected");
}
