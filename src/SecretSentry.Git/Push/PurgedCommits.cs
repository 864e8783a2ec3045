using SecretSentry.Files;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>
/// Prevents purged history from being added again. Hooks check before a push and after one is received, and <c>scan --range</c> checks its
/// range: whether the incoming commits contain one of the first commits that a purge rewrote.
/// </summary>
public sealed class PurgedCommits
{
    private readonly string _directory;
    private readonly Dictionary<ObjectId, PurgeRecord> _byCommit = [];

    internal PurgedCommits(string directory, IEnumerable<PurgeRecord> purges)
    {
        _directory = directory;
        foreach (var purge in purges)
        {
            foreach (var id in purge.FirstChanged.Select(id => ObjectId.ParseOrDefault(id)).Where(id => !id.IsZero))
            {
                _byCommit[id] = purge;
            }
        }
    }

    /// <summary>Whether there are no purged commits. In that case no check is needed.</summary>
    public bool IsEmpty => _byCommit.Count == 0;

    /// <summary>
    /// Reads the purges recorded for the repository that contains <paramref name="directory"/>: from its own file and from the committed
    /// one.
    /// </summary>
    /// <exception cref="GitException">The folder is in no repository, or a file exists but cannot be parsed. No result can be given in that
    /// case.</exception>
    public static PurgedCommits Read(string directory)
    {
        var lines = GitProgram.ReadLines(directory, "rev-parse", "--git-common-dir");
        var own = Path.Combine(Path.GetFullPath(lines[0], Path.GetFullPath(directory)), PurgeRecords.FileName);
        var (code, committed, _) = GitProgram.TryRun(directory, "cat-file", "blob", "HEAD:" + PurgeRecords.CommittedName);
        return new(directory, [.. File.Exists(own) ? PurgeRecords.Parse(ForeignFile.ReadAllBytes(own, Budgets.PurgeRecords), own) : [],
            .. code == 0 ? PurgeRecords.Parse(committed, "HEAD:" + PurgeRecords.CommittedName) : []]);
    }

    /// <summary>
    /// Returns the first purged commit among <paramref name="commits"/>, with the recovery commands; null when there is none.
    /// </summary>
    /// <param name="commits">Incoming commits: those of the range or of the push.</param>
    /// <param name="tip">The branch or id that is pushed or scanned. It is used in the commands.</param>
    public PurgedHistory? FindIn(IEnumerable<ObjectId> commits, string tip)
    {
        ArgumentNullException.ThrowIfNull(commits);
        foreach (var id in IsEmpty ? [] : commits)
        {
            if (_byCommit.TryGetValue(id, out var purge))
            {
                return new(id.ToString(), BuildRecovery(purge, tip));
            }
        }

        return null;
    }

    /// <summary>Like <see cref="FindIn"/>, for a range in git's notation (<c>A..B</c>, or several revisions).</summary>
    /// <exception cref="GitException">git does not know the range.</exception>
    public PurgedHistory? FindInRange(string range) => IsEmpty ? null
        : FindIn(CommitRange.Read(_directory, range, "").Commits, FindTip(range));

    /// <summary>Returns what a range ends at: the right side of <c>A..B</c>, or the first revision that is not excluded.</summary>
    internal static string FindTip(string range)
    {
        var first = range.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(part => !part.StartsWith('^')) ?? "";
        return first.Split("..")[^1] is { Length: > 0 } tip ? tip : "HEAD";
    }

    /// <summary>
    /// Returns the recovery commands. Work on top of an old tip is rebased. When old and new history were merged, only the user's own
    /// commits are taken.
    /// </summary>
    private List<string> BuildRecovery(PurgeRecord purge, string tip)
    {
        var name = tip.StartsWith("refs/heads/", StringComparison.Ordinal) ? tip["refs/heads/".Length..] : tip;
        var branch = ShellName.Quote(name);
        var heads = purge.Refs.Where(entry => entry.Name.StartsWith("refs/heads/", StringComparison.Ordinal)).ToArray();
        var move = heads.FirstOrDefault(entry => IsAncestor(entry.Old, tip))
            ?? heads.FirstOrDefault(entry => entry.Name == tip || entry.Name == "refs/heads/" + name) ?? heads.FirstOrDefault()
            ?? (purge.Refs.Count > 0 ? purge.Refs[0] : null);
        if (move is null)
        {
            return ["clone the repository again"];
        }

        if (IsAncestor(move.New, tip))
        {
            return [$"git checkout -B rescued {move.New}",
                $"git cherry-pick $(git rev-list --reverse --no-merges {branch} ^{move.Old} ^{move.New})",
                $"git branch -f {branch} rescued", $"git checkout {branch}"];
        }

        return ["git fetch", $"git rebase --onto {move.New} {move.Old} {branch}"];
    }

    private bool IsAncestor(string commit, string tip) =>
        GitProgram.TryRun(_directory, "merge-base", "--is-ancestor", commit, tip).Code == 0;
}
