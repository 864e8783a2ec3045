using System.Security.Cryptography;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.References;

/// <summary>All names that lead into a history, at one moment.</summary>
/// <param name="Refs">By name.</param>
/// <param name="Worktrees">The first one first.</param>
/// <param name="StashLog">Lines of the stash's log, oldest first, one character a byte.</param>
public sealed record RefSnapshot(IReadOnlyList<RefState> Refs, IReadOnlyList<WorktreeState> Worktrees, IReadOnlyList<string> StashLog)
{
    /// <summary>What the repository says now.</summary>
    /// <exception cref="GitException">git cannot list the refs.</exception>
    public static RefSnapshot Read(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var output = GitProgram.Run(layout.Directory, "for-each-ref", "--format=%(objectname) %(symref) %(refname)");
        var refs = Encoding.Latin1.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 3))
            .Select(parts => new RefState(parts[2], parts[0], parts[1]));
        var log = Path.Combine(layout.CommonDirectory, "logs", "refs", "stash");
        return new([.. refs.OrderBy(one => one.Name, StringComparer.Ordinal)], [First(layout), .. Linked(layout)], File.Exists(log)
            ? Lines(File.ReadAllBytes(log)) : []);
    }

    /// <summary>Ids from which everything that is kept can be reached.</summary>
    public IEnumerable<ObjectId> Roots() =>
        Refs.Select(one => one.Id).Concat(Worktrees.Select(one => one.Id)).Concat(StashLog.Select(StashId))
            .Select(id => ObjectId.ParseOrDefault(id))
            .Where(id => !id.IsZero);

    /// <summary>Changes with every ref, HEAD and stash entry.</summary>
    public string Checksum()
    {
        var text = new StringBuilder();
        Refs.ToList().ForEach(one => text.Append(one.Name).Append(' ').Append(one.Symbolic.Length > 0 ? one.Symbolic : one.Id)
            .Append('\n'));
        Worktrees.ToList().ForEach(one => text.Append(one.Head).Append(' ').Append(one.Branch.Length > 0 ? one.Branch : one.Id)
            .Append('\n'));
        StashLog.ToList().ForEach(line => text.Append(StashId(line)).Append('\n'));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(text.ToString())));
    }

    /// <summary>The id of a stash entry: the second word of its line.</summary>
    public static string StashId(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Split(' ', 3) is [_, var id, ..] ? id : "";
    }

    internal static string[] Lines(byte[] log) => Encoding.Latin1.GetString(log).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static WorktreeState First(RepositoryLayout layout)
    {
        var isBare = RepositoryLayout.Settings(Path.Combine(layout.CommonDirectory, "config")).GetValueOrDefault("core.bare") == "true";
        var fields = GitProgram.Fields(GitProgram.Run(layout.Directory, "worktree", "list", "--porcelain", "-z"));
        var folder = isBare || fields.Count < 2 || fields[1] == "bare" ? "" : fields[0]["worktree ".Length..];
        return Of("", folder, layout.CommonDirectory, layout);
    }

    private static IEnumerable<WorktreeState> Linked(RepositoryLayout layout)
    {
        var folder = Path.Combine(layout.CommonDirectory, "worktrees");
        foreach (var one in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            var link = Path.Combine(one, "gitdir");
            var top = File.Exists(link) ? Path.GetDirectoryName(Path.GetFullPath(File.ReadAllText(link).Trim(), one)) : null;
            yield return Of(Path.GetFileName(one), top is not null && File.Exists(Path.Combine(top, ".git")) ? top : "", one, layout);
        }
    }

    /// <summary>gitrepository-layout: HEAD is "ref: NAME" or an id.</summary>
    private static WorktreeState Of(string name, string folder, string home, RepositoryLayout layout)
    {
        var head = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(home, "HEAD"))).Trim();
        var branch = head.StartsWith("ref:", StringComparison.Ordinal) ? head[4..].Trim() : "";
        var (code, output, _) = GitProgram.TryRun(layout.Directory, "rev-parse", "--verify", "--quiet", branch.Length > 0 ? branch : head);
        return new(name, folder, branch, code == 0 ? GitProgram.Text(output).Trim() : "");
    }
}
