using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>The commits of a range, as git lists them.</summary>
/// <param name="Commits">The commits, parents before children, otherwise ordered by committer time.</param>
/// <param name="Outside">Parents of these commits that are not in the range.</param>
/// <param name="HasBrokenRefs">Whether git left out refs that it could not read.</param>
public sealed record CommitRange(IReadOnlyList<ObjectId> Commits, IReadOnlyList<ObjectId> Outside, bool HasBrokenRefs)
{
    /// <summary>
    /// Lists the commits of a range, or the commits on any ref that are not in the history of <paramref name="since"/>. One of the two
    /// arguments is empty.
    /// </summary>
    /// <param name="directory">A folder in the repository.</param>
    /// <param name="range">A range in git's notation, such as <c>A..B</c>, or several revisions with blanks between them, such as
    /// <c>B ^A ^C</c>.</param>
    /// <param name="since">A commit.</param>
    /// <exception cref="GitException">git does not know a name.</exception>
    public static CommitRange Read(string directory, string range, string since)
    {
        ArgumentNullException.ThrowIfNull(range);
        string[] arguments = range.Length > 0 ? ["--end-of-options", .. range.Split(' ', StringSplitOptions.RemoveEmptyEntries)]
            : ["--all", "HEAD", "--not", "--end-of-options", since];
        var (code, output, error) = GitProgram.TryRun(directory,
            ["-c", "core.warnAmbiguousRefs=true", "rev-list", "--parents", "--date-order", "--reverse", .. arguments, "--"]);
        if (error.Contains("is ambiguous", StringComparison.Ordinal))
        {
            throw new GitException(GitErrorKind.NotARepository, $"'{(range.Length > 0 ? range : since)}' contains a name that several refs "
                + "have; write it in full, such as refs/heads/main or refs/remotes/origin/main");
        }

        if (code == 0)
        {
            return Parse(GitProgram.DecodeText(output), error.Contains("broken ref", StringComparison.Ordinal));
        }

        var isDamage = error.Contains("parse commit", StringComparison.Ordinal) || error.Contains("not read", StringComparison.Ordinal)
            || error.Contains("traverse", StringComparison.Ordinal) || error.Contains("bad object refs/", StringComparison.Ordinal);
        throw isDamage ? GitProgram.CreateException(directory, error) : new GitException(GitErrorKind.NotARepository,
            $"git cannot find the commits '{(range.Length > 0 ? range : since)}' ({GitWords.Describe(error)})");
    }

    /// <summary>Lines "id SP parent SP parent ..." (git-rev-list manual).</summary>
    private static CommitRange Parse(string output, bool hasBrokenRefs)
    {
        var (commits, parents) = (new List<ObjectId>(), new HashSet<ObjectId>());
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var ids = Array.ConvertAll(line.Split(' '), word => ObjectId.ParseOrDefault(word));
            commits.Add(ids[0]);
            parents.UnionWith(ids[1..]);
        }

        parents.ExceptWith(commits);
        return new(commits, [.. parents], hasBrokenRefs);
    }
}
