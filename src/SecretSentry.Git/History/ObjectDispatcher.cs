using System.Collections.Concurrent;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Receives every object that was read, from all threads. Commits, tags and trees are parsed and kept; commits, tags and blobs are passed
/// to the visitor of the thread. It counts the objects and keeps those that cannot be read.
/// </summary>
internal sealed class ObjectDispatcher
{
    private readonly ObjectStore _store;
    private readonly ConcurrentBag<ParsedCommit> _commits = [];
    private readonly ConcurrentDictionary<int, string> _unreadable = new();
    private readonly ConcurrentDictionary<int, ObjectId> _tagTargets = new();
    private readonly ConcurrentDictionary<int, string> _malformed = new();
    private readonly long[] _counts = new long[5];
    private long _filtered;

    public ObjectDispatcher(ObjectStore store) => (_store, References, Trees) = (store, new(store), new(store));

    /// <summary>What trees refer to.</summary>
    public TreeFacts References { get; }

    /// <summary>The trees.</summary>
    public TreeTable Trees { get; }

    /// <summary>The objects that tags point to, by the number of the tag.</summary>
    public IReadOnlyDictionary<int, ObjectId> TagTargets => _tagTargets;

    /// <summary>The objects that cannot be read, by number, with the reason.</summary>
    public IReadOnlyDictionary<int, string> Unreadable => _unreadable;

    /// <summary>Commits and tags that were read and do not say what they contain, by number, with the reason.</summary>
    public IReadOnlyDictionary<int, string> Malformed => _malformed;

    /// <summary>Number of blobs that were left out because of a filter.</summary>
    public long Filtered => Interlocked.Read(ref _filtered);

    /// <summary>Returns the number of objects of a kind that were read.</summary>
    public long CountOf(ObjectKind kind) => _counts[(int)kind];

    /// <summary>Builds the graph of the commits that were read, and releases the parsed commits.</summary>
    public CommitGraph BuildGraph()
    {
        var graph = CommitGraph.Create([.. _commits]);
        _commits.Clear();
        return graph;
    }

    /// <summary>Processes one object. The content is used during the call only.</summary>
    public void Dispatch(int number, ObjectKind kind, ReadOnlySpan<byte> content, IHistoryVisitor visitor, BlobVersion version = default)
    {
        switch (kind)
        {
            case ObjectKind.Commit:
                AddCommit(number, content);
                visitor.VisitText(kind, number, content);
                break;
            case ObjectKind.Tag:
                AddTag(number, content);
                visitor.VisitText(kind, number, content);
                break;
            case ObjectKind.Tree:
                if (!new TreePass(_store, References, Trees).ReadLoose(number, content))
                {
                    AddMalformedTree(number);
                    return;
                }

                break;
            default:
                visitor.VisitBlob(number, content, version);
                break;
        }

        CountRead(kind, content.Length, visitor);
    }

    /// <summary>Passes a large blob as a stream. The blob is unreadable when its content cannot be opened or read to the end.</summary>
    /// <param name="number">Number of the blob.</param>
    /// <param name="visitor">Receives the stream.</param>
    /// <param name="open">Opens the content and returns it with its length.</param>
    public void DispatchLarge(int number, IHistoryVisitor visitor, Func<(Stream Content, long Length)> open)
    {
        try
        {
            var (content, length) = open();
            using var stream = new CountedStream(content, length);
            visitor.VisitLargeBlob(number, stream);
            CountRead(ObjectKind.Blob, stream.Count, visitor);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or DamagedException or UnauthorizedAccessException)
        {
            AddUnreadable(number, e.Message);
        }
    }

    /// <summary>Counts an object that was read, and reports it to the visitor as progress.</summary>
    public void CountRead(ObjectKind kind, long bytes, IHistoryVisitor visitor)
    {
        Interlocked.Increment(ref _counts[(int)kind]);
        visitor.Advance(kind, bytes);
    }

    /// <summary>Counts blobs that a filter left out.</summary>
    public void CountFiltered(long blobs) => Interlocked.Add(ref _filtered, blobs);

    public void AddUnreadable(int number, string reason) => _unreadable[number] = reason;

    public void AddMalformedTree(int number) => AddUnreadable(number, "the tree is malformed");

    private void AddCommit(int number, ReadOnlySpan<byte> content)
    {
        _commits.Add(ParsedCommit.Parse(number, content, _store, References.AddMissing, id => AddMissingParent(number, id)));
        var end = content.IndexOf((byte)'\n');
        if (end < 5 || !content.StartsWith("tree "u8) || !ObjectId.TryParse(content[5..end], out var tree)
            || tree.Length != _store.Layout.Format.IdLength)
        {
            _malformed[number] = "the commit names no tree";
        }
    }

    /// <summary>Adds a missing parent. Parents beyond the boundary of a shallow clone are intentionally absent.</summary>
    private void AddMissingParent(int number, ObjectId id)
    {
        if (!_store.Layout.ShallowCommits.Contains(_store.GetId(number)))
        {
            References.AddMissing(id);
        }
    }

    /// <summary>Keeps what a tag names. A tag that names nothing, or a missing object, is not complete.</summary>
    private void AddTag(int number, ReadOnlySpan<byte> content)
    {
        var target = ParseTarget(content);
        _tagTargets[number] = target;
        if (target.Length != _store.Layout.Format.IdLength)
        {
            _malformed[number] = "the tag names no object";
        }
        else if (_store.Find(target) < 0)
        {
            References.AddMissing(target);
        }
    }

    private static ObjectId ParseTarget(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOf((byte)'\n');
        return end > 7 && tag.StartsWith("object "u8) && ObjectId.TryParse(tag[7..end], out var id) ? id : default;
    }
}
