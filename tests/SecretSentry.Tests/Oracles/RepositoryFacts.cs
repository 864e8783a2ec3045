using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>The facts about a repository that are needed before it is read.</summary>
/// <param name="TopDirectory">Top of the work tree. For a bare repository, the git directory.</param>
/// <param name="GitDirectory">Absolute path of the git directory.</param>
/// <param name="IsBare">Whether there is no work tree.</param>
/// <param name="IsShallow">Whether the history is shallow.</param>
/// <param name="IsPartialClone">Whether objects may be missing because a promisor remote has them.</param>
public sealed record RepositoryFacts(string TopDirectory, string GitDirectory, bool IsBare, bool IsShallow, bool IsPartialClone)
{
    /// <summary>Returns the facts of the repository that contains <paramref name="directory"/>.</summary>
    /// <exception cref="GitException">There is no repository, or git rejects it.</exception>
    public static RepositoryFacts Read(string directory)
    {
        var lines = GitProgram.ReadLines(directory, "rev-parse", "--absolute-git-dir", "--is-bare-repository", "--is-shallow-repository",
            "--is-inside-work-tree");
        var isInside = lines[3] == "true";
        var top = isInside ? GitProgram.ReadLines(directory, "rev-parse", "--show-toplevel")[0] : lines[0];
        var (_, partial, _) = GitProgram.TryRun(directory, "config", "--get-regexp", @"^(extensions\.partialclone|remote\..*\.promisor)$");
        return new(top, lines[0], lines[1] == "true", lines[2] == "true", partial.Length > 0);
    }
}
