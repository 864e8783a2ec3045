using System.Text;
using SecretSentry.Git.History;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;

namespace SecretSentry.Git.Push;

/// <summary>Everything that is new to the receiving side of a push. There is no limit on the number of commits.</summary>
/// <param name="Commits">New commits, parents before children.</param>
/// <param name="Tags">Annotated tags on the way to them.</param>
/// <param name="Blobs">What the commits brought, in their order.</param>
/// <param name="Absent">Objects to be pushed that are not here.</param>
public sealed record PushedContent(IReadOnlyList<ObjectId> Commits, IReadOnlyList<ObjectId> Tags, IReadOnlyList<PushedBlob> Blobs,
    IReadOnlyList<ObjectId> Absent)
{
    /// <summary>Tags of tags are followed to this depth.</summary>
    private const int MaxTags = 64;

    /// <summary>Looks at all refs together: one <c>git rev-list</c>, one <c>git diff-tree</c>.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static PushedContent Read(RepositoryObjects objects, IEnumerable<RefUpdate> updates, KnownThere known)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(known);
        var tips = new Tips(objects);
        foreach (var update in updates.Where(update => !update.New.IsZero))
        {
            tips.Add(update.New);
        }

        var commits = NewCommits(objects, tips.Commits, known);
        var (brought, error) = commits.Length == 0 ? ([], null) : DiffTree.Run(objects.Directory, commits);
        if (error is not null)
        {
            throw GitProgram.Failure(objects.Directory, error);
        }

        return new([.. commits.Select(Id)], [.. tips.Tags],
            [.. tips.Blobs, .. brought.Where(one => !one.Before.Contains(one.Blob))
            .Select(one => new PushedBlob(Id(one.Commit), one.Path, Id(one.Blob), [.. one.Before.Select(Id)]))], [.. tips.Absent]);
    }

    /// <summary>The remote that a URL belongs to, when the URL itself was pushed to; empty when there is none.</summary>
    public static string RemoteOf(string directory, string address)
    {
        var (_, output, _) = GitProgram.TryRun(directory, "config", "-z", "--get-regexp", @"^remote\..*\.(url|pushurl)$");
        var entry = GitProgram.Fields(output).FirstOrDefault(field => field.Split('\n', 2) is [_, var value] && value == address) ?? "";
        var key = entry.Split('\n')[0];
        return key.Length == 0 ? "" : key["remote.".Length..key.LastIndexOf('.')];
    }

    private static string[] NewCommits(RepositoryObjects objects, IReadOnlyCollection<ObjectId> tips, KnownThere known)
    {
        if (tips.Count == 0)
        {
            return [];
        }

        // A remote may have commits that are not here (somebody else's, about to be overwritten): rev-list would fail on their names.
        var input = new StringBuilder();
        foreach (var tip in tips)
        {
            input.Append(tip.ToString()).Append('\n');
        }

        foreach (var commit in known.Commits.Where(commit => !commit.IsZero).Distinct().Where(objects.Contains))
        {
            input.Append('^').Append(commit.ToString()).Append('\n');
        }

        string[] others = known.IsHere ? ["--not", "--all"] : known.Remote.Length > 0 ? ["--not", $"--remotes={Escaped(known.Remote)}"]
            : [];
        var (code, output, error) = GitProgram.TryRunIn(objects.Directory, [], input.ToString(),
            ["rev-list", "--topo-order", "--reverse", "--stdin", .. others]);
        return code == 0 ? GitProgram.Text(output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw GitProgram.Failure(objects.Directory, error);
    }

    /// <summary>A name as a glob that matches nothing else.</summary>
    private static string Escaped(string remote) =>
        string.Concat(remote.Select(c => c is '*' or '?' or '[' or '\\' ? $"\\{c}" : c.ToString()));

    private static ObjectId Id(string digits) => StagedChanges.Id(digits);

    /// <summary>What refs point to, tags followed.</summary>
    private sealed class Tips(RepositoryObjects objects)
    {
        private readonly HashSet<ObjectId> _seen = [];

        public HashSet<ObjectId> Commits { get; } = [];

        public List<ObjectId> Tags { get; } = [];

        public List<PushedBlob> Blobs { get; } = [];

        public List<ObjectId> Absent { get; } = [];

        public void Add(ObjectId id)
        {
            for (var depth = 0; depth < MaxTags && _seen.Add(id); depth++)
            {
                var isRead = objects.TryRead(id, out var content, out var kind, out var problem);
                if (isRead && kind == ObjectKind.Tag)
                {
                    Tags.Add(id);
                    id = TargetOf(content);
                    continue;
                }

                Take(id, isRead, kind, problem);
                return;
            }
        }

        private void Take(ObjectId id, bool isRead, ObjectKind kind, string problem)
        {
            if (kind == ObjectKind.Commit)
            {
                Commits.Add(id);
            }
            else if (kind == ObjectKind.Tree)
            {
                Blobs.AddRange(FilesOf(id));
            }
            else if (kind == ObjectKind.Blob || (!isRead && problem.Length == 0))
            {
                Blobs.Add(new(null, $"(blob {id.ToString()[..12]})", id, []));
            }
            else
            {
                Absent.Add(id);
            }
        }

        /// <summary>A tag starts with "object SP id LF" (git-mktag manual).</summary>
        private static ObjectId TargetOf(ReadOnlySpan<byte> tag)
        {
            var end = tag.IndexOf((byte)'\n');
            return end > 7 && tag.StartsWith("object "u8) && ObjectId.TryParse(tag[7..end], out var id) ? id : default;
        }

        /// <summary>"mode SP type SP id TAB path" (git-ls-tree manual).</summary>
        private IEnumerable<PushedBlob> FilesOf(ObjectId tree) =>
            GitProgram.Fields(GitProgram.Run(objects.Directory, "ls-tree", "-r", "-z", tree.ToString()))
                .Select(line => (Words: line[..line.IndexOf('\t', StringComparison.Ordinal)].Split(' '),
                Path: line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
                .Where(one => one.Words[1] == "blob")
                .Select(one => new PushedBlob(null, one.Path, Id(one.Words[2]), []));
    }
}
