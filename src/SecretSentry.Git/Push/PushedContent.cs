using System.Text;
using SecretSentry.Git.History;
using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;

namespace SecretSentry.Git.Push;

/// <summary>Everything that is new to the receiving side of a push. There is no limit on the number of commits.</summary>
/// <param name="Commits">New commits, parents before children.</param>
/// <param name="Tags">Annotated tags that point to them.</param>
/// <param name="Blobs">The blobs that the commits introduced, in the order of the commits.</param>
/// <param name="Absent">Objects that are missing here, and commits whose trees cannot be read.</param>
public sealed record PushedContent(IReadOnlyList<ObjectId> Commits, IReadOnlyList<ObjectId> Tags, IReadOnlyList<PushedBlob> Blobs,
    IReadOnlyList<AbsentObject> Absent)
{
    /// <summary>Whether paths were left out, because the trees name too many or too long ones.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Reads the content for all refs together. Their new commits are listed by one <c>git rev-list</c>.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static PushedContent Read(RepositoryObjects objects, IEnumerable<RefUpdate> updates, ReceiverState receiver)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(receiver);
        var introduced = new IntroducedBlobs(objects);
        var tips = new Tips(objects, introduced);
        foreach (var update in updates.Where(update => !update.New.IsZero))
        {
            tips.Add(update.New);
        }

        ObjectId[] commits = [.. ListNewCommits(objects, tips.Commits, receiver).Select(ParseId)];
        return Create(commits, tips, introduced);
    }

    /// <summary>Reads the content of the commits of a range.</summary>
    public static PushedContent Read(RepositoryObjects objects, CommitRange range)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(range);
        var introduced = new IntroducedBlobs(objects);
        return Create(range.Commits, new(objects, introduced), introduced);
    }

    private static PushedContent Create(IReadOnlyList<ObjectId> commits, Tips tips, IntroducedBlobs introduced)
    {
        foreach (var commit in commits)
        {
            introduced.AddCommit(commit);
        }

        return new(commits, tips.Tags, [.. tips.Blobs, .. introduced.Blobs], [.. tips.Absent, .. introduced.Absent])
        {
            IsCut = introduced.IsCut,
        };
    }

    private static string[] ListNewCommits(RepositoryObjects objects, IReadOnlyCollection<ObjectId> tips, ReceiverState receiver)
    {
        if (tips.Count == 0)
        {
            return [];
        }

        // A remote may have commits that are missing here (somebody else's, about to be overwritten). rev-list would fail on their ids.
        var input = new StringBuilder();
        foreach (var tip in tips)
        {
            input.Append(tip.ToString()).Append('\n');
        }

        foreach (var commit in receiver.Commits.Where(commit => !commit.IsZero).Distinct().Where(objects.Contains))
        {
            input.Append('^').Append(commit.ToString()).Append('\n');
        }

        var others = receiver.IsHere ? ["--not", "--all"] : TrackingRefs.CreateArguments(objects.Directory, receiver.Address);
        var (code, output, error) = GitProgram.TryRunIn(objects.Directory, [], input.ToString(),
            ["rev-list", "--topo-order", "--reverse", "--stdin", .. others]);
        return code == 0 ? GitProgram.DecodeText(output).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : throw GitProgram.CreateException(objects.Directory, error);
    }

    private static ObjectId ParseId(string digits) => StagedChanges.ParseId(digits);

    /// <summary>The objects that refs point to, with tags followed.</summary>
    private sealed class Tips(RepositoryObjects objects, IntroducedBlobs introduced)
    {
        private readonly HashSet<ObjectId> _seen = [];

        public HashSet<ObjectId> Commits { get; } = [];

        public List<ObjectId> Tags { get; } = [];

        public List<PushedBlob> Blobs { get; } = [];

        public List<AbsentObject> Absent { get; } = [];

        public void Add(ObjectId id)
        {
            while (_seen.Add(id))
            {
                var outcome = objects.Read(id, out var content, out var kind, out _);
                if (kind == ObjectKind.Tag)
                {
                    Tags.Add(id);
                    var target = ParseTarget(outcome == ReadOutcome.Read ? content : objects.ReadStart(id, 128));
                    if (target.Length > 0)
                    {
                        id = target;
                        continue;
                    }

                    Absent.Add(new(id, "it does not say what it names"));
                    return;
                }

                AddTarget(id, kind);
                return;
            }
        }

        private void AddTarget(ObjectId id, ObjectKind kind)
        {
            if (kind == ObjectKind.Commit)
            {
                Commits.Add(id);
            }
            else if (kind == ObjectKind.Tree)
            {
                introduced.AddTree(id);
            }
            else if (kind == ObjectKind.Blob)
            {
                Blobs.Add(new(null, $"(blob {id.ToString()[..12]})", id, []));
            }
            else
            {
                Absent.Add(new(id, "it cannot be read"));
            }
        }

        /// <summary>A tag starts with "object SP id LF" (git-mktag manual).</summary>
        private static ObjectId ParseTarget(ReadOnlySpan<byte> tag)
        {
            var end = tag.IndexOf((byte)'\n');
            return end > 7 && tag.StartsWith("object "u8) && ObjectId.TryParse(tag[7..end], out var id) ? id : default;
        }
    }
}
