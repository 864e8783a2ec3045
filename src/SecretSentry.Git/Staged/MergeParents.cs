using SecretSentry.Files;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Staged;

/// <summary>The other sides of a merge in progress.</summary>
public static class MergeParents
{
    /// <summary>The commits in MERGE_HEAD; none when no merge is in progress.</summary>
    public static IReadOnlyList<string> Read(string directory)
    {
        var file = GitProgram.ReadLines(directory, "rev-parse", "--git-path", "MERGE_HEAD")[0];
        var full = Path.Combine(directory, file);
        return File.Exists(full) ? [.. ForeignFile.ReadAllLines(full, Budgets.GitSettings).Where(line => line.Length > 0)] : [];
    }

    /// <summary>Returns the blob of <paramref name="commit"/> at <paramref name="path"/>; null when there is none.</summary>
    public static ObjectId? FindBlob(string directory, string commit, string path)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", $"{commit}:{path}");
        return code == 0 ? StagedChanges.ParseId(GitProgram.DecodeText(output).Trim()) : null;
    }
}
