using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>What has to be known of a repository before it is read.</summary>
/// <param name="TopDirectory">Top of the work tree; the git directory of a bare repository.</param>
/// <param name="GitDirectory">Absolute path of the git directory.</param>
/// <param name="IsBare">Whether there is no work tree.</param>
/// <param name="IsShallow">Whether history is cut off.</param>
/// <param name="IsPartialClone">Whether objects may be missing by arrangement with a promisor remote.</param>
public sealed record RepositoryFacts(string TopDirectory, string GitDirectory, bool IsBare, bool IsShallow, bool IsPartialClone)
{
    /// <summary>The facts of the repository <paramref name="directory"/> is in.</summary>
    /// <exception cref="GitException">It is in none, or git refuses it.</exception>
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
