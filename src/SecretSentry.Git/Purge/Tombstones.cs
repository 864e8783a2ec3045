using System.Text.Json;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Purge;

/// <summary>
/// Keeps purged history from coming back: hooks before a push and after one is received, and <c>scan --range</c>, ask whether the commits
/// that come hold one at which a rewrite began.
/// </summary>
public sealed class Tombstones
{
    /// <summary>Below the git directory.</summary>
    public const string FileName = "secretsentry/purged.json";

    /// <summary>In the tree of HEAD, so that clones get it.</summary>
    public const string CommittedName = ".secretsentry/purged.json";

    private readonly string _directory;
    private readonly Dictionary<ObjectId, Tombstone> _byCommit = [];

    private Tombstones(string directory, IEnumerable<Tombstone> purges)
    {
        _directory = directory;
        foreach (var purge in purges)
        {
            foreach (var id in purge.FirstChanged.Select(RefSnapshot.Parse).Where(id => !id.IsZero))
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
    public static Tombstones Read(string directory)
    {
        var lines = GitProgram.Lines(directory, "rev-parse", "--git-common-dir");
        var own = Path.Combine(Path.GetFullPath(lines[0], Path.GetFullPath(directory)), FileName);
        var (code, committed, _) = GitProgram.TryRun(directory, "cat-file", "blob", "HEAD:" + CommittedName);
        return new(directory, [.. File.Exists(own) ? Purges(File.ReadAllBytes(own), own) : [], .. code == 0
            ? Purges(committed, "HEAD:" + CommittedName) : []]);
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
                return new(id.ToString(), Recovery(purge, tip));
            }
        }

        return null;
    }

    /// <summary>As <see cref="FindIn"/>, for a range as git writes it (<c>A..B</c>).</summary>
    /// <exception cref="GitException">git does not know the range.</exception>
    public PurgedHistory? FindInRange(string range, string tip) => IsEmpty ? null : FindIn(CommitRange.Of(_directory, range, ""), tip);

    /// <summary>Adds a purge to the file of a repository.</summary>
    internal static void Add(string commonDirectory, Tombstone tombstone)
    {
        var path = Path.Combine(commonDirectory, FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Tombstone[] before = File.Exists(path) ? [.. Purges(File.ReadAllBytes(path), path)] : [];
        PrivateFile.Write(path,
            Bytes([.. before.Where(one => !one.FirstChanged.SequenceEqual(tombstone.FirstChanged, StringComparer.Ordinal)), tombstone]));
    }

    /// <summary>Takes a purge out again, because it was undone.</summary>
    internal static void Remove(string commonDirectory, IReadOnlyList<RefMove> moves)
    {
        var path = Path.Combine(commonDirectory, FileName);
        Tombstone[] left = File.Exists(path) ? [.. Purges(File.ReadAllBytes(path), path).Where(one => !one.Refs.All(moves.Contains))] : [];
        if (left.Length > 0)
        {
            PrivateFile.Write(path, Bytes(left));
        }
        else
        {
            File.Delete(path);
        }
    }

    /// <summary>The file that holds these purges.</summary>
    internal static byte[] Bytes(IReadOnlyList<Tombstone> purges) =>
        JsonSerializer.SerializeToUtf8Bytes(new(1, purges), PurgeJson.Default.TombstoneFile);

    private static IReadOnlyList<Tombstone> Purges(byte[] content, string name)
    {
        try
        {
            return JsonSerializer.Deserialize(content, PurgeJson.Default.TombstoneFile)?.Purges ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new GitException(GitErrorKind.CommandFailed,
                $"'{name}', the list of purged commits, cannot be understood; put back the file that 'secretsentry purge apply' wrote");
        }
    }

    /// <summary>Work on top of an old tip is rebased; where old and new history were merged, only the own commits are taken.</summary>
    private List<string> Recovery(Tombstone purge, string tip)
    {
        var branch = Shell.Word(tip.StartsWith("refs/heads/", StringComparison.Ordinal) ? tip["refs/heads/".Length..] : tip);
        var heads = purge.Refs.Where(one => one.Name.StartsWith("refs/heads/", StringComparison.Ordinal)).ToArray();
        var move = heads.FirstOrDefault(one => IsAncestor(one.Old, tip))
            ?? heads.FirstOrDefault(one => one.Name == tip || one.Name == "refs/heads/" + branch) ?? heads.FirstOrDefault()
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
