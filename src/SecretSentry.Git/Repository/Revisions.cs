using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>Resolves names of commits and folders by running git.</summary>
public static class Revisions
{
    /// <summary>Returns the commit that HEAD points to; the default value before the first commit.</summary>
    public static ObjectId ResolveHead(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        return code == 0 && ObjectId.TryParse(GitProgram.DecodeText(output).Trim(), out var id) ? id : default;
    }

    /// <summary>Returns the commit that a revision names.</summary>
    /// <exception cref="GitException">git does not know the revision.</exception>
    public static ObjectId Commit(string directory, string revision)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", "--end-of-options",
            $"{revision}^{{commit}}");
        return code == 0 && ObjectId.TryParse(GitProgram.DecodeText(output).Trim(), out var id) ? id
            : throw new GitException(GitErrorKind.CommandFailed, $"git cannot find the commit '{revision}'");
    }

    /// <summary>Returns the full path of the git directory that all worktrees share.</summary>
    /// <exception cref="GitException">The folder is not in a repository.</exception>
    public static string FindCommonDirectory(string directory) =>
        Path.GetFullPath(GitProgram.ReadLines(directory, "rev-parse", "--git-common-dir")[0], Path.GetFullPath(directory));

    /// <summary>Returns the name and mail address that git would use for a commit by the user; empty when git does not know them.</summary>
    public static string ReadUser(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "var", "GIT_COMMITTER_IDENT");
        var text = code == 0 ? GitProgram.DecodeText(output) : "";
        return text[..(text.LastIndexOf('>') + 1)];
    }
}
