using SecretSentry.Git.Index;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Staged;

/// <summary>The files in the work tree, as opposed to the index.</summary>
public static class WorkTree
{
    /// <summary>Returns the situation of <paramref name="paths"/>, which are relative to the top of the work tree.</summary>
    public static StagedSituation ReadSituation(string directory, IReadOnlyCollection<string> paths)
    {
        var (head, _, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        // "git diff" would run the filters of the repository's configuration; this command compares sizes and times only.
        var (_, output, _) = GitProgram.TryRun(directory, "diff-files", "--name-only", "-z", "--no-relative");
        var changed = GitProgram.SplitFields(output);
        return new(head != 0, changed.Intersect(paths, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
    }
}
