using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>
/// Keeps purged history from coming back: hooks before a push and after one is received, and <c>scan --range</c>, ask whether the commits
/// that come contain one at which a rewrite began.
/// </summary>
public sealed class PurgedCommits
{
    private readonly string _directory;
    private readonly Dictionary<ObjectId, PurgeRecord> _byCommit = [];

    private PurgedCommits(string directory, IEnumerable<PurgeRecord> purges)
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

    /// <summary>Whether there is anything to look for; without it nothing has to be asked.</summary>
    public bool IsEmpty => _byCommit.Count == 0;

    /// <summary>What the repository <paramref name="directory"/> is in remembers: its own file and the committed one.</summary>
    /// <exception cref="GitException">It is in no repository, or a file is there and cannot be understood: then nothing can be
    /// said.</exception>
    public static PurgedCommits Read(string directory)
    {
        var lines = GitProgram.ReadLines(directory, "rev-parse", "--git-common-dir");
        var own = Path.Combine(Path.GetFullPath(lines[0], Path.GetFullPath(directory)), PurgeRecords.FileName);
        var (code, committed, _) = GitProgram.TryRun(directory, "cat-file", "blob", "HEAD:" + PurgeRecords.CommittedName);
        return new(directory, [.. File.Exists(own) ? PurgeRecords.Parse(File.ReadAllBytes(own), own) : [], .. code == 0
            ? PurgeRecords.Parse(committed, "HEAD:" + PurgeRecords.CommittedName) : []]);
    }

    /// <summary>The purged commit among <paramref name="commits"/>, with what to do; null: there is none.</summary>
    /// <param name="commits">Commits that come: those of the range, of the push.</param>
    /// <param name="tip">What is brought: a branch, or an id; for the commands.</param>
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

    /// <summary>As <see cref="FindIn"/>, for a range as git writes it (<c>A..B</c>).</summary>
    /// <exception cref="GitException">git does not know the range.</exception>
    public PurgedHistory? FindInRange(string range, string tip) => IsEmpty ? null : FindIn(CommitRange.List(_directory, range, ""), tip);

    /// <summary>Work on top of an old tip is rebased; where old and new history were merged, only the own commits are taken.</summary>
    private List<string> BuildRecovery(PurgeRecord purge, string tip)
    {
        var branch = ShellWord.Quote(tip.StartsWith("refs/heads/", StringComparison.Ordinal) ? tip["refs/heads/".Length..] : tip);
        var heads = purge.Refs.Where(entry => entry.Name.StartsWith("refs/heads/", StringComparison.Ordinal)).ToArray();
        var move = heads.FirstOrDefault(entry => IsAncestor(entry.Old, tip))
            ?? heads.FirstOrDefault(entry => entry.Name == tip || entry.Name == "refs/heads/" + branch) ?? heads.FirstOrDefault()
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
