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
    IReadOnlyList<ObjectId> Absent)
{
    /// <summary>Reads the content for all refs together, with one <c>git rev-list</c> and one <c>git diff-tree</c>.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static PushedContent Read(RepositoryObjects objects, IEnumerable<RefUpdate> updates, ReceiverState receiver)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(receiver);
        var tips = new Tips(objects);
        foreach (var update in updates.Where(update => !update.New.IsZero))
        {
            tips.Add(update.New);
        }

        var commits = ListNewCommits(objects, tips.Commits, receiver);
        var introduced = ListIntroduced(objects.Directory, commits, tips.Absent);
        return new([.. commits.Select(ParseId)], [.. tips.Tags], [.. tips.Blobs, .. introduced], [.. tips.Absent]);
    }

    /// <summary>Reads the content of the commits of a range.</summary>
    /// <exception cref="GitException">git failed.</exception>
    public static PushedContent Read(RepositoryObjects objects, CommitRange range)
    {
        ArgumentNullException.ThrowIfNull(objects);
        ArgumentNullException.ThrowIfNull(range);
        var absent = new List<ObjectId>();
        var introduced = ListIntroduced(objects.Directory, [.. range.Commits.Select(id => id.ToString())], absent);
        return new(range.Commits, [], introduced, absent);
    }

    /// <summary>
    /// Returns the blobs that the commits introduced. git stops at the first tree that it cannot read and does not name its commit, so the
    /// list is halved until that commit is alone. Such commits are added to <paramref name="absent"/>.
    /// </summary>
    private static List<PushedBlob> ListIntroduced(string directory, string[] commits, List<ObjectId> absent)
    {
        var (blobs, open) = (new List<PushedBlob>(), new Stack<ReadOnlyMemory<string>>(commits.Length > 0 ? [commits] : []));
        while (open.TryPop(out var part))
        {
            var (introduced, error) = DiffTree.Run(directory, part);
            if (error is null)
            {
                blobs.AddRange(introduced.Where(blob => !blob.Before.Contains(blob.Blob)).Select(CreateBlob));
            }
            else if (part.Length > 1)
            {
                open.Push(part[(part.Length / 2)..]);
                open.Push(part[..(part.Length / 2)]);
            }
            else
            {
                absent.Add(ParseId(part.Span[0]));
            }
        }

        return blobs;
    }

    private static PushedBlob CreateBlob(IntroducedBlob blob) => new(ParseId(blob.Commit), blob.Path, ParseId(blob.Blob),
        [.. blob.Before.Select(id => id is null ? (ObjectId?)null : ParseId(id))]);

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
    private sealed class Tips(RepositoryObjects objects)
    {
        private readonly HashSet<ObjectId> _seen = [];

        public HashSet<ObjectId> Commits { get; } = [];

        public List<ObjectId> Tags { get; } = [];

        public List<PushedBlob> Blobs { get; } = [];

        public List<ObjectId> Absent { get; } = [];

        public void Add(ObjectId id)
        {
            while (_seen.Add(id))
            {
                var outcome = objects.Read(id, out var content, out var kind, out _);
                if (kind == ObjectKind.Tag)
                {
                    Tags.Add(id);
                    var target = ParseTarget(outcome == ReadOutcome.Read ? content : ReadStart(id));
                    if (target.Length > 0)
                    {
                        id = target;
                        continue;
                    }

                    Absent.Add(id); // nobody knows what it leads to
                    return;
                }

                AddTarget(id, kind);
                return;
            }
        }

        /// <summary>Returns the beginning of an object that is too large to be read as a whole; nothing when it cannot be read.</summary>
        private byte[] ReadStart(ObjectId id)
        {
            try
            {
                using var stream = objects.Open(id);
                var start = new byte[128];
                return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
            }
            catch (Exception e) when (e is IOException or InvalidDataException)
            {
                return []; // the object that the tag names is then absent, which is reported
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
                Blobs.AddRange(EnumerateFiles(id));
            }
            else if (kind == ObjectKind.Blob)
            {
                Blobs.Add(new(null, $"(blob {id.ToString()[..12]})", id, []));
            }
            else
            {
                Absent.Add(id);
            }
        }

        /// <summary>A tag starts with "object SP id LF" (git-mktag manual).</summary>
        private static ObjectId ParseTarget(ReadOnlySpan<byte> tag)
        {
            var end = tag.IndexOf((byte)'\n');
            return end > 7 && tag.StartsWith("object "u8) && ObjectId.TryParse(tag[7..end], out var id) ? id : default;
        }

        /// <summary>"mode SP type SP id TAB path" (git-ls-tree manual).</summary>
        private IEnumerable<PushedBlob> EnumerateFiles(ObjectId tree) =>
            GitProgram.SplitFields(GitProgram.Run(objects.Directory, "ls-tree", "-r", "-z", tree.ToString()))
                .Select(line => (Words: line[..line.IndexOf('\t', StringComparison.Ordinal)].Split(' '),
                Path: line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]))
                .Where(file => file.Words[1] == "blob")
                .Select(file => new PushedBlob(null, file.Path, ParseId(file.Words[2]), []));
    }
}
