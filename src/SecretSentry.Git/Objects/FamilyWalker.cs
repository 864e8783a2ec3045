namespace SecretSentry.Git.Objects;

/// <summary>Why a node could not be given.</summary>
internal enum NodeFailure
{
    /// <summary>It, or something below it in its chain, is damaged.</summary>
    Damaged,

    /// <summary>It, or something below it in its chain, is larger than what is held in memory.</summary>
    TooLarge,
}

/// <summary>Receives the nodes of families.</summary>
internal interface IFamilyVisitor
{
    /// <summary>
    /// One object. The buffers are valid during the call only; marks put on <paramref name="content"/> are seen again when its deltas are
    /// visited.
    /// </summary>
    /// <param name="node">Node in the pack that is walked.</param>
    /// <param name="content">The object.</param>
    /// <param name="parent">The object its delta was applied to; null for a root.</param>
    /// <param name="delta">The delta; empty for a root.</param>
    void Visit(int node, ObjectBuffer content, ObjectBuffer? parent, ReadOnlySpan<byte> delta);

    /// <summary>A node that cannot be given, and why. Every node of a walked family is either visited or refused, once.</summary>
    void Refuse(int node, NodeFailure failure, string reason);
}

/// <summary>Limits that keep hostile or huge packs from taking the machine.</summary>
/// <param name="ObjectBytes">Larger objects are not held in memory.</param>
/// <param name="LiveBytes">What one walker holds at a time.</param>
internal sealed record WalkLimits(int ObjectBytes, long LiveBytes)
{
    /// <summary>Two walkers and the pages of the program stay below 300 MB.</summary>
    public static WalkLimits Default { get; } = new(32 * 1024 * 1024, 96L * 1024 * 1024);

    /// <summary>
    /// A family may give this many bytes for each of its own, and <see cref="FreeBytes"/> more. Histories of one large file reach some
    /// thousands; a bomb reaches millions (seven bytes of delta can ask for 16 MB).
    /// </summary>
    public const long MaxExpansion = 50_000;

    /// <summary>What every family may give, however small it is.</summary>
    public const long FreeBytes = 4L * 1024 * 1024 * 1024;
}

/// <summary>
/// Walks families depth first: each object is inflated once and every base is at hand when its deltas come, without any cache. A buffer
/// goes back as soon as its last child has been made, and the child with most descendants comes last; so at most log2(members) buffers wait
/// at a time, however long the chain. One walker per thread; <see cref="Families"/> is shared.
/// </summary>
internal sealed class FamilyWalker(PackFile pack, Families families, WalkLimits limits) : IDisposable
{
    private const int BytesBetweenAsking = 64 * 1024;

    private readonly Inflater _inflater = new();
    private readonly ObjectBuffer _delta = new();
    private readonly Stack<ObjectBuffer> _free = new();
    private readonly Stack<Frame> _frames = new();
    private long _live;
    private long _unasked = BytesBetweenAsking;
    private bool _hasChanged;

    /// <summary>Gives every member of the family of <paramref name="root"/> to <paramref name="visitor"/>.</summary>
    public void Walk(int root, IFamilyVisitor visitor, CancellationToken cancellation)
    {
        if (HasChanged(root))
        {
            RefuseAll(root, visitor, NodeFailure.Damaged, "the pack changed its length while it was read");
            return;
        }

        var budget = WalkLimits.FreeBytes + (WalkLimits.MaxExpansion * families.PackedBytes(root));
        var first = Rent();
        if (MakeRoot(root, first) is not (null, _) and var (failure, reason))
        {
            Return(first);
            RefuseAll(root, visitor, failure!.Value, reason);
            return;
        }

        visitor.Visit(root, first, null, []);
        Push(root, first);
        while (_frames.TryPop(out var frame))
        {
            cancellation.ThrowIfCancellationRequested();
            Step(frame, visitor, ref budget);
        }
    }

    /// <summary>
    /// Whether the pack has another length than it had. Asking costs as much as a small object, so small families share an answer.
    /// </summary>
    private bool HasChanged(int root)
    {
        _unasked += families.PackedBytes(root);
        if (!_hasChanged && _unasked > BytesBetweenAsking)
        {
            (_hasChanged, _unasked) = (!pack.IsUnchanged, 0);
        }

        return _hasChanged;
    }

    public void Dispose()
    {
        _delta.Dispose();
        while (_free.TryPop(out var buffer))
        {
            buffer.Dispose();
        }

        while (_frames.TryPop(out var frame))
        {
            frame.Content.Dispose();
        }
    }

    /// <summary>Makes the next child of a frame and goes on with it; the frame stays while it has more children.</summary>
    private void Step(Frame frame, IFamilyVisitor visitor, ref long budget)
    {
        var child = frame.NextChild;
        var sibling = families.NextSibling(child);
        if (families.FirstChild(child) is >= 0 and var next || (next = sibling) >= 0)
        {
            pack.Expect(next);
        }

        var result = Rent();
        var (failure, reason) = MakeDelta(child, frame.Content, result);
        budget -= result.Length;
        if (failure is null && budget < 0)
        {
            (failure, reason) = (NodeFailure.Damaged,
                $"its family expands to more than {WalkLimits.MaxExpansion} times its size: a decompression bomb");
        }

        if (failure is null)
        {
            visitor.Visit(child, result, frame.Content, _delta.Content);
        }

        if (sibling >= 0)
        {
            _frames.Push(frame with { NextChild = sibling });
        }
        else
        {
            Return(frame.Content);
        }

        if (failure is null)
        {
            Push(child, result);
        }
        else
        {
            Return(result);
            RefuseAll(child, visitor, failure.Value, reason);
        }
    }

    private void Push(int node, ObjectBuffer content)
    {
        if (families.FirstChild(node) is >= 0 and var child)
        {
            _frames.Push(new(content, child));
        }
        else
        {
            Return(content);
        }
    }

    private (NodeFailure? Failure, string Reason) MakeRoot(int node, ObjectBuffer target)
    {
        var head = pack.HeadOf(node);
        if (head.Size > limits.ObjectBytes)
        {
            return (NodeFailure.TooLarge, TooLarge(head.Size));
        }

        return pack.Inflate(node, head, _inflater, target) is { } problem ? (NodeFailure.Damaged, problem)
            : default((NodeFailure?, string));
    }

    private (NodeFailure? Failure, string Reason) MakeDelta(int node, ObjectBuffer source, ObjectBuffer target)
    {
        var head = pack.HeadOf(node);
        if (head.Size > limits.ObjectBytes)
        {
            return (NodeFailure.TooLarge, TooLarge(head.Size));
        }

        if (pack.Inflate(node, head, _inflater, _delta) is { } problem)
        {
            return (NodeFailure.Damaged, problem);
        }

        if (Delta.ReadLengths(_delta.Content, out var baseLength, out var resultLength, out var start) is { } cut)
        {
            return (NodeFailure.Damaged, cut);
        }

        if (baseLength != source.Length)
        {
            return (NodeFailure.Damaged, "its delta was made for a base of another length");
        }

        if (resultLength > limits.ObjectBytes || _live + resultLength > limits.LiveBytes)
        {
            return (NodeFailure.TooLarge, TooLarge(resultLength));
        }

        target.Reserve((int)resultLength);
        return Delta.Apply(source, _delta, start, target) is { } wrong ? (NodeFailure.Damaged, wrong) : default((NodeFailure?, string));
    }

    private void RefuseAll(int top, IFamilyVisitor visitor, NodeFailure failure, string reason)
    {
        visitor.Refuse(top, failure, reason);
        var open = new Stack<int>([top]);
        while (open.TryPop(out var node))
        {
            for (var child = families.FirstChild(node); child >= 0; child = families.NextSibling(child))
            {
                visitor.Refuse(child, failure, failure == NodeFailure.Damaged
                    ? $"something below it in its delta chain is damaged: {reason}" : reason);
                open.Push(child);
            }
        }
    }

    private ObjectBuffer Rent()
    {
        var buffer = _free.TryPop(out var free) ? free : new();
        buffer.Marks.Clear();
        buffer.Notes.Clear();
        buffer.Runs.Clear();
        buffer.Landmarks.Clear();
        _live += buffer.Capacity;
        return buffer;
    }

    private void Return(ObjectBuffer buffer)
    {
        // What grew for one large object does not stay for a thousand small ones.
        _live = Math.Max(0, _live - buffer.Capacity);
        buffer.Trim(8 * 1024 * 1024);
        _free.Push(buffer);
    }

    private static string TooLarge(long size) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it is {size:N0} bytes long or needs that much on the way");

    /// <summary>An object with children that are still to be made.</summary>
    private readonly record struct Frame(ObjectBuffer Content, int NextChild);
}

/// <summary>Which delta stands on which object, and the families of one kind in the order in which they are best taken.</summary>
internal sealed class Families
{
    private readonly PackFile _pack;
    private readonly int[] _firstChild;
    private readonly int[] _nextSibling;
    private readonly Dictionary<int, long> _packed = [];
    private readonly Dictionary<ObjectKind, List<int>> _roots = [];

    /// <summary>Lays out all families of a pack.</summary>
    public Families(PackFile pack)
    {
        _pack = pack;
        (_firstChild, _nextSibling) = (new int[pack.Count], new int[pack.Count]);
        Array.Fill(_firstChild, -1);
        Array.Fill(_nextSibling, -1);
        var order = Link();
        var members = Members(order);
        PutHeaviestLast(members);
        foreach (var (_, roots) in _roots)
        {
            var weights = roots.ConvertAll(root => -members[root] * (double)Math.Max(1, SizeOf(root)));
            var (keys, sorted) = (weights.ToArray(), roots.ToArray());
            Array.Sort(keys, sorted);
            roots.Clear();
            roots.AddRange(sorted);
        }
    }

    /// <summary>
    /// Roots of families of a kind, the one with most bytes to give first, so that no thread is left with a large one at the end.
    /// </summary>
    public IReadOnlyList<int> Roots(ObjectKind kind) => _roots.GetValueOrDefault(kind) ?? [];

    /// <summary>A delta on <paramref name="node"/>, or a negative number.</summary>
    public int FirstChild(int node) => _firstChild[node];

    /// <summary>The next delta on the same object, or a negative number.</summary>
    public int NextSibling(int node) => _nextSibling[node];

    /// <summary>Bytes that a root's family takes in the pack; for a lone object those of its entry.</summary>
    public long PackedBytes(int root) => _packed.TryGetValue(root, out var bytes) ? bytes : _pack.EntryLength(root);

    /// <summary>Links children to parents; the result has every parent before its children.</summary>
    private List<int> Link()
    {
        var order = new List<int>(_pack.Count);
        for (var node = _pack.Count - 1; node >= 0; node--)
        {
            if (_pack.KindOf(node) == ObjectKind.Unknown)
            {
                continue;
            }

            if (_pack.ParentOf(node) is >= 0 and var parent)
            {
                (_nextSibling[node], _firstChild[parent]) = (_firstChild[parent], node);
                continue;
            }

            (_roots.TryGetValue(_pack.KindOf(node), out var roots) ? roots : _roots[_pack.KindOf(node)] = []).Add(node);
            order.Add(node);
        }

        for (var i = 0; i < order.Count; i++)
        {
            for (var child = _firstChild[order[i]]; child >= 0; child = _nextSibling[child])
            {
                order.Add(child);
            }
        }

        return order;
    }

    private int[] Members(List<int> order)
    {
        var members = new int[_pack.Count];
        var packed = new long[_pack.Count];
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            members[node]++;
            packed[node] += _pack.EntryLength(node);
            if (_pack.ParentOf(node) is >= 0 and var parent)
            {
                members[parent] += members[node];
                packed[parent] += packed[node];
            }
            else if (members[node] > 1)
            {
                _packed[node] = packed[node];
            }
        }

        return members;
    }

    /// <summary>What bounds the walker's memory, see there.</summary>
    private void PutHeaviestLast(int[] members)
    {
        for (var node = 0; node < _pack.Count; node++)
        {
            if (_firstChild[node] < 0 || _nextSibling[_firstChild[node]] < 0)
            {
                continue;
            }

            var (heaviest, before, last, previous) = (-1, -1, -1, -1);
            for (var child = _firstChild[node]; child >= 0; child = _nextSibling[child])
            {
                if (heaviest < 0 || members[child] >= members[heaviest])
                {
                    (heaviest, before) = (child, previous);
                }

                (previous, last) = (child, child);
            }

            if (heaviest == last)
            {
                continue;
            }

            if (before < 0)
            {
                _firstChild[node] = _nextSibling[heaviest];
            }
            else
            {
                _nextSibling[before] = _nextSibling[heaviest];
            }

            (_nextSibling[last], _nextSibling[heaviest]) = (heaviest, -1);
        }
    }

    private long SizeOf(int root) => _pack.HeadOf(root).Size;
}
