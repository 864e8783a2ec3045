using System.Collections.Concurrent;
using System.Text;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// The objects that this program cannot read. They are collected by all threads and read by git, in the main thread, when a pass is
/// complete.
/// </summary>
internal sealed class GitFallback(ObjectStore store, ObjectDispatcher dispatcher, VisitorThreads threads)
{
    private readonly ConcurrentQueue<RejectedObject> _rejected = new();
    private readonly List<RejectedObject> _blobs = [];

    /// <summary>Adds an object to be read by git.</summary>
    public void Add(int number, ObjectKind kind, NodeFailure failure, string reason) =>
        _rejected.Enqueue(new(number, kind, failure, reason));

    /// <summary>Adds the nodes of packs that belong to no family. Their kind is not known.</summary>
    public void AddFaults()
    {
        for (var i = 0; i < store.Packs.Count; i++)
        {
            foreach (var (node, reason) in store.Packs[i].Faults)
            {
                var number = store.GetFirstNumber(i) + node;
                if (!store.IsDuplicate(number))
                {
                    Add(number, ObjectKind.Unknown, NodeFailure.Damaged, reason);
                }
            }
        }
    }

    /// <summary>
    /// Reads the commits, tags and trees added since the last call. An object of unknown kind may turn out to be a blob. It waits until
    /// <see cref="ReadBlobs"/>, because the paths of blobs are not known yet.
    /// </summary>
    public void Read() => Read(isForBlobs: false, null);

    /// <summary>
    /// Reads all objects that are left. Large blobs are read as a stream. Blobs for which <paramref name="filter"/> returns false are left
    /// out.
    /// </summary>
    public void ReadBlobs(BlobFilter? filter)
    {
        _blobs.ForEach(_rejected.Enqueue);
        Read(isForBlobs: true, filter);
    }

    /// <summary>Objects that git cannot read are unreadable, and so are those beyond the limits.</summary>
    private void Read(bool isForBlobs, BlobFilter? filter)
    {
        if (_rejected.IsEmpty)
        {
            return;
        }

        using var objects = new ObjectReader(store);
        using var git = BlobReader.Start(store.Layout.Directory);
        while (_rejected.TryDequeue(out var rejected))
        {
            threads.Cancellation.ThrowIfCancellationRequested();
            if (rejected.Kind == ObjectKind.Blob && filter?.Invoke(rejected.Number) == false)
            {
                dispatcher.CountFiltered(1);
            }
            else if (objects.FindExcess(rejected.Number) is { } excess)
            {
                dispatcher.AddUnreadable(rejected.Number, excess);
            }
            else
            {
                Read(rejected, git, isForBlobs);
            }
        }
    }

    private void Read(RejectedObject rejected, BlobReader git, bool isForBlobs)
    {
        var id = store.GetId(rejected.Number).ToString();
        if (rejected.Failure == NodeFailure.TooLarge && rejected.Kind == ObjectKind.Blob)
        {
            dispatcher.DispatchLarge(rejected.Number, threads.First, () => OpenLarge(rejected.Number, id));
        }
        else if (!git.TryRead(id, out var content, out var name, out var problem))
        {
            dispatcher.AddUnreadable(rejected.Number, $"{rejected.Reason}; {problem}");
        }
        else if (ObjectFormat.ParseKind(Encoding.ASCII.GetBytes(name)) is var kind
            && store.Layout.Format.ComputeId(kind, content) != store.GetId(rejected.Number))
        {
            // git cat-file does not compare the content with the id.
            dispatcher.AddUnreadable(rejected.Number, "its content does not match its name");
        }
        else if (kind == ObjectKind.Blob && !isForBlobs)
        {
            _blobs.Add(rejected with { Kind = kind });
        }
        else
        {
            dispatcher.Dispatch(rejected.Number, kind, content, threads.First);
        }
    }

    /// <summary>Opens a large blob: directly when it is stored as a whole in a pack, otherwise through git.</summary>
    private (Stream Content, long Length) OpenLarge(int number, string id)
    {
        if (store.FindPacked(number) is var (pack, node) && pack.GetParent(node) < 0)
        {
            var head = pack.ReadHead(node);
            return (pack.Open(node, head), head.Size);
        }

        var stream = GitBlobStream.Open(store.Layout.Directory, id);
        return (stream, stream.Length);
    }
}
