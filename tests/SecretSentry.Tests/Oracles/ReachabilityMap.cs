using SecretSentry.Git.Process;

namespace SecretSentry.Tests.Oracles;

/// <summary>
/// How a commit can be reached, in order of precedence: <c>head</c> (HEAD), <c>reachable</c> (another ref), <c>stash</c>, <c>reflog</c>,
/// <c>unreachable</c>.
/// </summary>
public sealed class ReachabilityMap
{
    private readonly List<(string Name, HashSet<string> Commits)> _levels;
    private readonly Dictionary<string, string> _refs;

    private ReachabilityMap(List<(string Name, HashSet<string> Commits)> levels, Dictionary<string, string> refs) =>
        (_levels, _refs) = (levels, refs);

    /// <summary>Reads refs and reflogs.</summary>
    public static ReachabilityMap Read(string directory)
    {
        var levels = new List<(string, HashSet<string>)>
        {
            ("head", Commits(directory, "HEAD")),
            ("reachable", Commits(directory, "--exclude=refs/stash", "--all")),
            ("stash", Stashed(directory)),
            ("reflog", Commits(directory, "--reflog")),
        };
        return new(levels, Refs(directory));
    }

    /// <summary>Returns head, reachable, stash, reflog or unreachable.</summary>
    public string OfCommit(string commit) => _levels.Find(level => level.Commits.Contains(commit)).Name ?? "unreachable";

    /// <summary>Returns a ref from which the commit can be reached. Returns an empty string when there is none.</summary>
    public string RefOf(string commit) => _refs.GetValueOrDefault(commit, "");

    private static HashSet<string> Stashed(string directory)
    {
        var (code, output, _) = GitProgram.TryRun(directory, "log", "-g", "--format=%H", "refs/stash", "--");
        var entries = code == 0 ? GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [];
        return entries.Length == 0 ? [] : Commits(directory, entries);
    }

    /// <summary>
    /// Returns what rev-list lists, up to the first damaged commit. Returns nothing when the names do not resolve (no commit yet, no
    /// stash).
    /// </summary>
    private static HashSet<string> Commits(string directory, params IEnumerable<string> names)
    {
        var (_, output, _) = GitProgram.TryRun(directory, ["rev-list", .. names, "--"]);
        return GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Refs(string directory)
    {
        var refs = new Dictionary<string, string>(StringComparer.Ordinal);
        var (code, output, _) = GitProgram.TryRun(directory, "log", "--source", "--all", "--format=%H %S");
        foreach (var line in code == 0 ? GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries) : [])
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            refs[line[..space]] = line[(space + 1)..];
        }

        return refs;
    }
}
