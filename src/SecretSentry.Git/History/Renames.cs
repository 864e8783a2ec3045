using System.Globalization;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>
/// Finds files that were moved, as <c>git diff-tree -M</c> does: a file that was removed, and one that was added with at least half of its
/// lines.
/// </summary>
public static class Renames
{
    /// <summary>
    /// Number of removed and added files up to which git compares contents. It is git's own default. It is passed to git, so that a setting
    /// of the repository does not change it. Files that were moved without a change are found in any case.
    /// </summary>
    private const int Limit = 1000;

    private static readonly string[] Options =
    [
        "-M", string.Create(CultureInfo.InvariantCulture, $"-l{Limit}"), "--diff-filter=RC", "--raw", "-z", "--no-abbrev", "--no-ext-diff",
    ];

    /// <summary>
    /// Returns the files that a commit moved, for each pair of a commit and one of its parents, in order. When git cannot compare, because
    /// content is missing, nothing counts as moved.
    /// </summary>
    public static IReadOnlyList<MovedFiles> Find(string directory,
        IReadOnlyCollection<(ObjectId Commit, ObjectId Parent)> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
        {
            return [];
        }

        var input = string.Concat(pairs.Select(pair => $"{pair.Commit} {pair.Parent}\n"));
        var (code, output, _) = GitProgram.TryRunIn(directory, [], input, ["diff-tree", "--stdin", "--always", "-r", .. Options]);
        var renames = code == 0 ? Parse(GitProgram.SplitFields(output)) : [];
        // git leaves out a commit that it cannot read, and still exits with 0
        return renames.Count == pairs.Count ? renames : [.. pairs.Select(_ => new MovedFiles())];
    }

    /// <summary>
    /// Returns the files of <paramref name="commit"/> that the index moved. When git cannot compare, as before the first commit, nothing
    /// counts as moved.
    /// </summary>
    public static MovedFiles FindStaged(string directory, string commit)
    {
        var (code, output, _) = GitProgram.TryRun(directory, ["diff-index", "--cached", .. Options, commit, "--"]);
        return Parse(["", .. code == 0 ? GitProgram.SplitFields(output) : []])[0];
    }

    /// <summary>
    /// A header for each pair, then records ":oldmode newmode oldid newid status NUL source NUL path NUL" (git-diff-tree manual).
    /// </summary>
    private static List<MovedFiles> Parse(IReadOnlyList<string> fields)
    {
        var renames = new List<MovedFiles>();
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].StartsWith(':') && i + 2 < fields.Count && renames.Count > 0)
            {
                renames[^1].Add(fields[i + 2], ObjectId.ParseOrDefault(fields[i].Split(' ')[2]));
                i += 2;
            }
            else
            {
                renames.Add(new());
            }
        }

        return renames;
    }
}
