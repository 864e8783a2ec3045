using System.Security.Cryptography;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.References;

/// <summary>All starting points of a history at one point in time.</summary>
/// <param name="Refs">Refs, ordered by name.</param>
/// <param name="Worktrees">Worktrees; the main one comes first.</param>
/// <param name="StashLog">Lines of the stash's log, oldest first, one character per byte.</param>
public sealed record RefSnapshot(IReadOnlyList<RefState> Refs, IReadOnlyList<WorktreeState> Worktrees, IReadOnlyList<string> StashLog)
{
    /// <summary>Reads the current state of the repository.</summary>
    /// <exception cref="GitException">git cannot list the refs.</exception>
    public static RefSnapshot Read(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var output = GitProgram.Run(layout.Directory, "for-each-ref", "--format=%(objectname) %(symref) %(refname)");
        var refs = Encoding.Latin1.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3))
            .Select(parts => new RefState(parts[2], parts[0], parts[1]));
        var log = Path.Combine(layout.CommonDirectory, "logs", "refs", "stash");
        return new([.. refs.OrderBy(entry => entry.Name, StringComparer.Ordinal)], [ReadMain(layout), .. ReadLinked(layout)],
            File.Exists(log)
            ? SplitLines(ForeignFile.ReadAllBytes(log, Budgets.Content)) : []);
    }

    /// <summary>Returns the ids from which everything that is kept is reachable.</summary>
    public IEnumerable<ObjectId> GetRoots() =>
        Refs.Select(entry => entry.Id).Concat(Worktrees.Select(entry => entry.Id)).Concat(StashLog.Select(ParseStashId))
            .Select(id => ObjectId.ParseOrDefault(id))
            .Where(id => !id.IsZero);

    /// <summary>Returns a checksum that changes with every ref, HEAD and stash entry.</summary>
    public string ComputeChecksum()
    {
        var text = new StringBuilder();
        Refs.ToList().ForEach(entry => text.Append(entry.Name).Append(' ').Append(entry.Symbolic.Length > 0 ? entry.Symbolic : entry.Id)
            .Append('\n'));
        Worktrees.ToList().ForEach(entry => text.Append(entry.Head).Append(' ').Append(entry.Branch.Length > 0 ? entry.Branch : entry.Id)
            .Append('\n'));
        StashLog.ToList().ForEach(line => text.Append(ParseStashId(line)).Append('\n'));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text.ToString())));
    }

    /// <summary>Returns the id of a stash entry, which is the second word of its line.</summary>
    public static string ParseStashId(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Split(' ', 3) is [_, var id, ..] ? id : "";
    }

    internal static string[] SplitLines(byte[] log) => Encoding.Latin1.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static WorktreeState ReadMain(RepositoryLayout layout)
    {
        var settings = RepositoryLayout.ReadSettings(Path.Combine(layout.CommonDirectory, "config"));
        var folder = settings.GetValueOrDefault("core.bare") == "true" ? "" : FindMainFolder(layout, settings);
        return ReadWorktree("", folder, layout.CommonDirectory, layout);
    }

    /// <summary>
    /// Returns the top of the main work tree; empty when there is none or it is not known. git derives it from the name of the git
    /// directory. If that is not <c>.git</c>, the setting core.worktree names it (submodules), or only its own file <c>.git</c> knows.
    /// </summary>
    private static string FindMainFolder(RepositoryLayout layout, Dictionary<string, string> settings)
    {
        if (settings.TryGetValue("core.worktree", out var given))
        {
            var folder = ForeignFile.GetNamedPath(given, layout.CommonDirectory);
            return Directory.Exists(folder) ? folder : "";
        }

        if (Path.GetFileName(layout.CommonDirectory) != ".git" && layout.GitDirectory == layout.CommonDirectory)
        {
            var (code, output, _) = GitProgram.TryRun(layout.Directory, "rev-parse", "--show-toplevel");
            return code == 0 ? GitProgram.DecodeText(output).TrimEnd('\n') : "";
        }

        var fields = GitProgram.SplitFields(GitProgram.Run(layout.Directory, "worktree", "list", "--porcelain", "-z"));
        return fields.Count < 2 || fields[1] == "bare" ? "" : fields[0]["worktree ".Length..];
    }

    private static IEnumerable<WorktreeState> ReadLinked(RepositoryLayout layout)
    {
        var folder = Path.Combine(layout.CommonDirectory, "worktrees");
        foreach (var gitDirectory in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            var link = Path.Combine(gitDirectory, "gitdir");
            var top = File.Exists(link)
                ? Path.GetDirectoryName(ForeignFile.GetNamedPath(ForeignFile.ReadAllText(link, Budgets.Line).Trim(), gitDirectory))
                : null;
            yield return ReadWorktree(Path.GetFileName(gitDirectory), top is not null && File.Exists(Path.Combine(top, ".git")) ? top
                : "", gitDirectory, layout);
        }
    }

    /// <summary>gitrepository-layout: HEAD is "ref: NAME" or an id.</summary>
    private static WorktreeState ReadWorktree(string name, string folder, string gitDirectory, RepositoryLayout layout)
    {
        var head = Encoding.Latin1.GetString(ForeignFile.ReadAllBytes(Path.Combine(gitDirectory, "HEAD"), Budgets.Line)).Trim();
        var branch = head.StartsWith("ref:", StringComparison.Ordinal) ? head[4..].Trim() : "";
        var (code, output, _) = GitProgram.TryRun(layout.Directory, "rev-parse", "--verify", "--quiet", branch.Length > 0 ? branch : head);
        return new(name, folder, branch, code == 0 ? GitProgram.DecodeText(output).Trim() : "");
    }
}
