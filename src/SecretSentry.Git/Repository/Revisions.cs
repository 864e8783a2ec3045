using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>Names of commits and folders, asked of git.</summary>
public static class Revisions
{
    /// <summary>The commit HEAD names; the default value before the first one.</summary>
    public static ObjectId ResolveHead(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        return code == 0 && ObjectId.TryParse(GitProgram.DecodeText(output).Trim(), out var id) ? id : default;
    }

    /// <summary>The commit that a revision names.</summary>
    /// <exception cref="GitException">git does not know it.</exception>
    public static ObjectId Commit(string directory, string revision)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", "--end-of-options",
            $"{revision}^{{commit}}");
        return code == 0 && ObjectId.TryParse(GitProgram.DecodeText(output).Trim(), out var id) ? id
            : throw new GitException(GitErrorKind.CommandFailed, $"git does not know the commit '{revision}'");
    }

    /// <summary>The git directory that all worktrees share, as a full path.</summary>
    /// <exception cref="GitException">Not a repository.</exception>
    public static string FindCommonDirectory(string directory) =>
        Path.GetFullPath(GitProgram.ReadLines(directory, "rev-parse", "--git-common-dir")[0], Path.GetFullPath(directory));

    /// <summary>Name and mail of the user as git would commit with them; empty when git does not know.</summary>
    public static string ReadUser(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "var", "GIT_COMMITTER_IDENT");
        var text = code == 0 ? GitProgram.DecodeText(output) : "";
        return text[..(text.LastIndexOf('>') + 1)];
    }
}
