using System.Text.RegularExpressions;

namespace SecretSentry.Git;

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
        var lines = GitProgram.Lines(directory, "rev-parse", "--absolute-git-dir", "--is-bare-repository", "--is-shallow-repository", "--is-inside-work-tree");
        var isInside = lines[3] == "true";
        var top = isInside ? GitProgram.Lines(directory, "rev-parse", "--show-toplevel")[0] : lines[0];
        var (_, partial, _) = GitProgram.TryRun(directory, "config", "--get-regexp", @"^(extensions\.partialclone|remote\..*\.promisor)$");
        return new(top, lines[0], lines[1] == "true", lines[2] == "true", partial.Length > 0);
    }
}

/// <summary>The files a person would call the project's: tracked ones, and untracked ones that are not ignored.</summary>
public static partial class TrackedFiles
{
    /// <summary>Paths relative to <paramref name="directory"/>; null when that is in no repository or git is missing. Submodules are left out.</summary>
    public static IReadOnlyList<string>? List(string directory)
    {
        try
        {
            var (code, output, _) = GitProgram.TryRun(directory, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--stage");
            if (code != 0)
            {
                return null;
            }

            return [.. GitProgram.Fields(output).Select(PathOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
        catch (GitException e) when (e.Kind == GitErrorKind.GitMissing)
        {
            return null;
        }
    }

    /// <summary>Tracked: "mode id stage TAB path"; others: the path alone.</summary>
    private static string? PathOf(string entry)
    {
        var tracked = TrackedEntry().Match(entry);
        return !tracked.Success ? entry : entry.StartsWith("160000", StringComparison.Ordinal) ? null : entry[tracked.Length..];
    }

    /// <summary>The whole form, since the name of a new file may hold blanks and tabs itself.</summary>
    [GeneratedRegex(@"\A[0-7]{6} (?:[0-9a-f]{40}|[0-9a-f]{64}) [0-3]\t")]
    private static partial Regex TrackedEntry();
}
