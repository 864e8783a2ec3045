using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Passes every object of a store to visitors, each once: first commits and tags, then trees, then blobs, so that all paths are known
/// before the first blob. Objects that this program cannot read are read by git. Objects that git cannot read either are
/// <see cref="Unreadable"/>.
/// </summary>
public sealed class HistoryReader
{
    private readonly ObjectStore _store;
    private readonly IHistoryVisitor[] _visitors;
    private readonly Families[] _families;
    private readonly TreeFacts _trees;
    private readonly ConcurrentBag<ParsedCommit> _commits = [];
    private readonly ConcurrentQueue<(int Number, ObjectKind Kind, NodeFailure Failure, string Reason)> _rejected = new();
    private readonly ConcurrentDictionary<int, string> _unreadable = new();
    private readonly ConcurrentDictionary<int, ObjectId> _tagTargets = new();
    private readonly List<int> _looseBlobs = [];
    private readonly List<int> _looseTrees = [];
    private readonly long[] _counts = new long[5];
    private readonly CancellationToken _cancellation;
    private CommitGraph? _graph;

    /// <summary>Creates a reader without reading anything. There is one thread for each visitor.</summary>
    public HistoryReader(ObjectStore store, IReadOnlyList<IHistoryVisitor> visitors, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _visitors, _cancellation) = (store, [.. visitors], cancellation);
        _families = [.. store.Packs.Select(pack => new Families(pack))];
        (_trees, Trees) = (new(store), new(store));
    }

    /// <summary>The commits. Available after <see cref="ReadCommits"/>.</summary>
    public CommitGraph Commits => _graph ?? throw new InvalidOperationException("the commits have not been read yet");

    /// <summary>The trees. Complete after <see cref="ReadTrees"/>.</summary>
    public TreeTable Trees { get; }

    public Families GetFamilies(int pack) => _families[pack];

    /// <summary>Trees that are in no pack. Complete after <see cref="ReadCommits"/>.</summary>
    public IReadOnlyList<int> LooseTrees => _looseTrees;

    /// <summary>The objects that tags point to, by the number of the tag.</summary>
    public IReadOnlyDictionary<int, ObjectId> TagTargets => _tagTargets;

    /// <summary>Objects that neither this program nor git can read, by number, with the reason.</summary>
    public IReadOnlyDictionary<int, string> Unreadable => _unreadable;

    /// <summary>Objects that commits and trees refer to and that are missing.</summary>
    public IReadOnlyCollection<ObjectId> Missing => _trees.Missing;

    /// <summary>Number of distinct commits of other repositories that trees refer to.</summary>
    public int Submodules => _trees.Submodules;

    /// <summary>Returns the number of visited objects of a kind.</summary>
    public long CountOf(ObjectKind kind) => _counts[(int)kind];

    /// <summary>Number of blobs that were left out because of a filter.</summary>
    public long Filtered { get; private set; }

    /// <summary>
    /// Returns the number of a tree that refers to the object; negative when there is none. The result is always the same tree.
    /// </summary>
    public int FindOwner(int number) => _trees.FindOwner(number);

    /// <summary>Reads commits and tags, both packed and single, and determines the kinds of all single objects.</summary>
    public void ReadCommits()
    {
        ReadFaults();
        ReadLoose();
        Walk(ObjectKind.Commit);
        Walk(ObjectKind.Tag);
        ReadRejected();
        _graph = CommitGraph.Create([.. _commits]);
        _commits.Clear();
    }

    /// <summary>Reads the trees, then the names in them.</summary>
    public void ReadTrees()
    {
        Walk(ObjectKind.Tree);
        using var reader = new ObjectReader(_store);
        foreach (var number in _looseTrees)
        {
            ReadObject(reader, number);
        }

        ReadRejected();
        for (var name = 0; name < Trees.Names; name++)
        {
            _visitors[0].VisitName(name, Trees.NameOf(name));
        }
    }

    /// <summary>Reads the blobs for which <paramref name="filter"/> returns true; all blobs when it is null.</summary>
    public void ReadBlobs(BlobFilter? filter)
    {
        Walk(ObjectKind.Blob, filter);
        ReadLooseBlobs(_looseBlobs, filter);
        ReadRejected(filter);
    }

    /// <summary>Reads the nodes that belong to no family. They come first because their kind is not known.</summary>
    private void ReadFaults()
    {
        for (var i = 0; i < _store.Packs.Count; i++)
        {
            foreach (var (node, reason) in _store.Packs[i].Faults)
            {
                var number = _store.GetFirstNumber(i) + node;
                if (!_store.IsDuplicate(number))
                {
                    _rejected.Enqueue((number, ObjectKind.Unknown, NodeFailure.Damaged, reason));
                }
            }
        }

        ReadRejected();
    }

    private void ReadLoose()
    {
        using var loose = new LooseReader(_store.Layout.Format);
        using var reader = new ObjectReader(_store);
        foreach (var (number, _, file) in _store.LooseObjects)
        {
            _cancellation.ThrowIfCancellationRequested();
            var kind = ObjectKind.Unknown;
            try
            {
                kind = file is null ? ObjectKind.Unknown : loose.ReadHead(file).Kind;
            }
            catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
            {
                _rejected.Enqueue((number, ObjectKind.Unknown, NodeFailure.Damaged, e.Message));
                continue;
            }

            switch (kind)
            {
                case ObjectKind.Unknown:
                    _rejected.Enqueue((number, kind, NodeFailure.Damaged, "only git can read it"));
                    break;
                case ObjectKind.Blob:
                    _looseBlobs.Add(number);
                    break;
                case ObjectKind.Tree:
                    _looseTrees.Add(number);
                    break;
                default:
                    ReadObject(reader, number);
                    break;
            }
        }

        ReadRejected();
    }

    /// <summary>Walks one family after another, the largest first, with one thread for each visitor.</summary>
    private void Walk(ObjectKind kind, BlobFilter? filter = null)
    {
        for (var i = 0; i < _store.Packs.Count; i++)
        {
            var (pack, families, roots, next) = (i, _families[i], _families[i].GetRoots(kind), -1);
            Run(Math.Min(roots.Count, _visitors.Length), visitor =>
            {
                var handler = new Handler(this, pack, visitor, filter);
                using var walker = new FamilyWalker(_store.Packs[pack], families, WalkLimits.Default);
                for (int index; (index = Interlocked.Increment(ref next)) < roots.Count;)
                {
                    _store.Packs[pack].Prefetch(roots[Math.Min(index + 1, roots.Count - 1)]);
                    if (filter is null || handler.IsWanted(roots[index]))
                    {
                        walker.Walk(roots[index], handler, _cancellation);
                    }
                }
            });
        }
    }

    private void ReadLooseBlobs(List<int> numbers, BlobFilter? filter)
    {
        var next = -1;
        Run(Math.Min((numbers.Count + 99) / 100, _visitors.Length), visitor =>
        {
            using var reader = new ObjectReader(_store);
            for (int index; (index = Interlocked.Increment(ref next)) < numbers.Count;)
            {
                _cancellation.ThrowIfCancellationRequested();
                if (filter?.Invoke(numbers[index]) == false)
                {
                    Skip(1);
                }
                else
                {
                    ReadBlob(reader, numbers[index], visitor);
                }
            }
        });
    }

    private void Run(int threads, Action<IHistoryVisitor> work)
    {
        if (threads <= 1)
        {
            work(_visitors[0]);
            return;
        }

        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = _cancellation }, i =>
                work(_visitors[i]));
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            throw new OperationCanceledException(_cancellation);
        }
    }

    /// <summary>Reads a single object that is known not to be a blob.</summary>
    private void ReadObject(ObjectReader reader, int number)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (reader.TryRead(number, out var content, out var kind, out var problem))
        {
            Dispatch(number, kind, content, _visitors[0]);
        }
        else
        {
            _rejected.Enqueue((number, kind, NodeFailure.Damaged, problem));
        }
    }

    private void ReadBlob(ObjectReader reader, int number, IHistoryVisitor visitor)
    {
        if (reader.IsLarge(number, out var file))
        {
            ReadLarge(number, visitor, () => (LooseReader.Open(file, out var length), length));
        }
        else if (reader.TryRead(number, out var content, out var kind, out var problem))
        {
            Dispatch(number, kind, content, visitor);
        }
        else
        {
            _rejected.Enqueue((number, ObjectKind.Blob, NodeFailure.Damaged, problem));
        }
    }

    private void ReadLarge(int number, IHistoryVisitor visitor, Func<(Stream Content, long Length)> open)
    {
        try
        {
            var (content, length) = open();
            using var stream = new CountedStream(content, length);
            visitor.VisitLargeBlob(number, stream);
            Count(ObjectKind.Blob);
            visitor.Advance(ObjectKind.Blob, stream.Count);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or DamagedException or UnauthorizedAccessException)
        {
            _unreadable[number] = e.Message;
        }
    }

    private void Dispatch(int number, ObjectKind kind, ReadOnlySpan<byte> content, IHistoryVisitor visitor, BlobVersion version = default)
    {
        switch (kind)
        {
            case ObjectKind.Commit:
                _commits.Add(ParsedCommit.Parse(number, content, _store, id => AddMissingParent(number, id)));
                visitor.VisitText(kind, number, content);
                break;
            case ObjectKind.Tag:
                _tagTargets[number] = ParseTarget(content);
                visitor.VisitText(kind, number, content);
                break;
            case ObjectKind.Tree:
                if (!new TreePass(_store, _trees, Trees).ReadLoose(number, content))
                {
                    _unreadable[number] = "the tree is malformed";
                    return;
                }

                break;
            default:
                visitor.VisitBlob(number, content, version);
                break;
        }

        Count(kind);
        visitor.Advance(kind, content.Length);
    }

    /// <summary>Adds a missing parent. Parents beyond the boundary of a shallow clone are intentionally absent.</summary>
    private void AddMissingParent(int number, ObjectId id)
    {
        if (!_store.Layout.ShallowCommits.Contains(_store.GetId(number)))
        {
            _trees.AddMissing(id);
        }
    }

    private static ObjectId ParseTarget(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOf((byte)'\n');
        return end > 7 && tag.StartsWith("object "u8) && ObjectId.TryParse(tag[7..end], out var id) ? id : default;
    }

    private void Count(ObjectKind kind) => Interlocked.Increment(ref _counts[(int)kind]);

    private void Skip(long count)
    {
        lock (_families)
        {
            Filtered += count;
        }
    }

    /// <summary>Reads the objects that could not be read here by git, in the main thread. Large objects are read as a stream.</summary>
    private void ReadRejected(BlobFilter? filter = null)
    {
        if (_rejected.IsEmpty)
        {
            return;
        }

        using var git = BlobReader.Start(_store.Layout.Directory);
        while (_rejected.TryDequeue(out var rejected))
        {
            _cancellation.ThrowIfCancellationRequested();
            if (rejected.Kind == ObjectKind.Blob && filter?.Invoke(rejected.Number) == false)
            {
                Skip(1);
                continue;
            }

            var id = _store.GetId(rejected.Number).ToString();
            if (rejected.Failure == NodeFailure.TooLarge && rejected.Kind == ObjectKind.Blob)
            {
                ReadLarge(rejected.Number, _visitors[0], () => OpenLarge(rejected.Number, id));
            }
            else if (git.TryRead(id, out var content, out var kind, out var problem))
            {
                Dispatch(rejected.Number, ObjectFormat.ParseKind(System.Text.Encoding.ASCII.GetBytes(kind)), content, _visitors[0]);
            }
            else
            {
                _unreadable[rejected.Number] = $"{rejected.Reason}; git says: {problem}";
            }
        }
    }

    private (Stream Content, long Length) OpenLarge(int number, string id)
    {
        if (_store.FindPacked(number) is var (pack, node) && pack.GetParent(node) < 0)
        {
            var head = pack.ReadHead(node);
            return (pack.Open(node, head), head.Size);
        }

        var stream = GitBlobStream.Open(_store.Layout.Directory, id);
        return (stream, stream.Length);
    }

    /// <summary>Passes the objects of families to the visitor of one thread.</summary>
    private sealed class Handler(HistoryReader reader, int pack, IHistoryVisitor visitor, BlobFilter? filter) : IFamilyVisitor
    {
        private readonly TreePass _trees = new(reader._store, reader._trees, reader.Trees);
        private readonly int _first = reader._store.GetFirstNumber(pack);
        private readonly PackFile _pack = reader._store.Packs[pack];
        private readonly List<DeltaCopy> _copies = [];

        /// <summary>Whether any member of a family is to be read. If not, all members are counted as left out.</summary>
        public bool IsWanted(int root)
        {
            var (families, members, open) = (reader._families[pack], 0L, new Stack<int>([root]));
            while (open.TryPop(out var node))
            {
                var number = _first + node;
                if (filter!(number) && !reader._store.IsDuplicate(number))
                {
                    return true;
                }

                members += reader._store.IsDuplicate(number) ? 0 : 1;
                for (var child = families.GetFirstChild(node); child >= 0; child = families.GetNextSibling(child))
                {
                    open.Push(child);
                }
            }

            reader.Skip(members);
            return false;
        }

        public void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
        {
            var (number, kind) = (_first + node, _pack.GetKind(node));
            var isDuplicate = reader._store.IsDuplicate(number);
            if (kind == ObjectKind.Tree)
            {
                VisitTree(number, content, parent, delta, isDuplicate);
            }
            else if (isDuplicate)
            {
                return;
            }
            else if (filter?.Invoke(number) == false)
            {
                reader.Skip(1);
            }
            else
            {
                reader.Dispatch(number, kind, content.Content, visitor, CreateVersion(content, parent, delta));
            }
        }

        public void Reject(int node, NodeFailure failure, string reason)
        {
            if (!reader._store.IsDuplicate(_first + node))
            {
                reader._rejected.Enqueue((_first + node, _pack.GetKind(node), failure, reason));
            }
        }

        private BlobVersion CreateVersion(ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta)
        {
            if (parent?.State is not { HasContent: true })
            {
                return new(content, null, []);
            }

            Delta.ReadCopies(delta, _copies);
            return new(content, parent, CollectionsMarshal.AsSpan(_copies));
        }

        /// <summary>Visits a tree. A tree that was read in another pack is read again, because its deltas need its state.</summary>
        private void VisitTree(int number, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta, bool isDuplicate)
        {
            var isWhole = _trees.ReadPacked(number, content, parent, delta, isKept: !isDuplicate);
            if (!isWhole)
            {
                content.State?.Clear(); // nothing can be reused from it
            }

            if (isDuplicate)
            {
                return;
            }

            if (!isWhole)
            {
                reader._unreadable[number] = "the tree is malformed";
                return;
            }

            reader.Count(ObjectKind.Tree);
            visitor.Advance(ObjectKind.Tree, content.Length);
        }
    }
}
