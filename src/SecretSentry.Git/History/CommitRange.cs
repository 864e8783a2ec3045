using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>Lists commits by running git.</summary>
public static class CommitRange
{
    /// <summary>
    /// Returns the commits of a range such as <c>A..B</c>, or the commits on any ref that are not in the history of
    /// <paramref name="since"/>. One of the two arguments is empty.
    /// </summary>
    /// <exception cref="GitException">git does not know a name.</exception>
    public static IReadOnlyList<ObjectId> List(string directory, string range, string since)
    {
        string[] arguments = range.Length > 0 ? ["--end-of-options", range] : ["--all", "HEAD", "--not", "--end-of-options", since];
        var (code, output, error) = GitProgram.TryRun(directory, ["rev-list", .. arguments, "--"]);
        if (code != 0)
        {
            throw new GitException(GitErrorKind.NotARepository,
                $"git cannot find the commits '{(range.Length > 0 ? range : since)}': {error.Split('\n')[0].Trim()}");
        }

        var ids = new List<ObjectId>();
        foreach (var line in GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ObjectId.TryParse(line, out var id))
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}
