namespace SecretSentry.Git.Objects;

/// <summary>
/// Walks families depth first. Each object is inflated once, and every base is in memory when its deltas are reached, without any cache. A
/// buffer is returned as soon as its last child has been built, and the child with most descendants comes last. Therefore at most
/// log2(members) buffers wait at a time, however long the chain. A walker belongs to one thread; <see cref="Families"/> is shared.
/// </summary>
public sealed class FamilyWalker(PackFile pack, Families families, WalkLimits limits) : IDisposable
{
    private const int BytesBetweenAsking = 64 * 1024;

    private readonly Inflater _inflater = new();
    private readonly ObjectBuffer _delta = new();
    private readonly Stack<ObjectBuffer> _free = new();
    private readonly Stack<Frame> _frames = new();
    private long _live;
    private long _unasked = BytesBetweenAsking;
    private bool _hasChanged;

    /// <summary>Passes every member of the family of <paramref name="root"/> to <paramref name="visitor"/>.</summary>
    public void Walk(int root, IFamilyVisitor visitor, CancellationToken cancellation)
    {
        if (HasChanged(root))
        {
            RejectAll(root, visitor, NodeFailure.Damaged, "the length of the pack changed while it was read");
            return;
        }

        var budget = WalkLimits.FreeBytes + (WalkLimits.MaxExpansion * families.GetPackedBytes(root));
        var first = Rent();
        if (MakeRoot(root, first) is not (null, _) and var (failure, reason))
        {
            Return(first);
            RejectAll(root, visitor, failure!.Value, reason);
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
    /// Whether the length of the pack has changed. The check costs as much as a small object, so small families share one check.
    /// </summary>
    private bool HasChanged(int root)
    {
        _unasked += families.GetPackedBytes(root);
        if (!_hasChanged && _unasked > BytesBetweenAsking)
        {
            (_hasChanged, _unasked) = (!pack.IsUnchanged, 0);
        }

        return _hasChanged;
    }

    /// <inheritdoc/>
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

    /// <summary>Builds the next child of a frame and continues with it. The frame stays on the stack while it has more children.</summary>
    private void Step(Frame frame, IFamilyVisitor visitor, ref long budget)
    {
        var child = frame.NextChild;
        var sibling = families.GetNextSibling(child);
        if (families.GetFirstChild(child) is >= 0 and var next || (next = sibling) >= 0)
        {
            pack.Prefetch(next);
        }

        var result = Rent();
        var (failure, reason) = MakeDelta(child, frame.Content, result);
        budget -= result.Length;
        if (failure is null && budget < 0)
        {
            (failure, reason) = (NodeFailure.Damaged,
                $"its delta family expands to more than {WalkLimits.MaxExpansion} times its size: a decompression bomb");
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
            RejectAll(child, visitor, failure.Value, reason);
        }
    }

    private void Push(int node, ObjectBuffer content)
    {
        if (families.GetFirstChild(node) is >= 0 and var child)
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
        var head = pack.ReadHead(node);
        if (head.Size > limits.ObjectBytes)
        {
            return (NodeFailure.TooLarge, DescribeTooLarge(head.Size));
        }

        return pack.Inflate(node, head, _inflater, target) is { } problem ? (NodeFailure.Damaged, problem)
            : default((NodeFailure?, string));
    }

    private (NodeFailure? Failure, string Reason) MakeDelta(int node, ObjectBuffer source, ObjectBuffer target)
    {
        var head = pack.ReadHead(node);
        if (head.Size > limits.ObjectBytes)
        {
            return (NodeFailure.TooLarge, DescribeTooLarge(head.Size));
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
            return (NodeFailure.Damaged, "its delta does not match the length of its base");
        }

        if (resultLength > limits.ObjectBytes || _live + resultLength > limits.LiveBytes)
        {
            return (NodeFailure.TooLarge, DescribeTooLarge(resultLength));
        }

        target.Reserve((int)resultLength);
        return Delta.Apply(source, _delta, start, target) is { } wrong ? (NodeFailure.Damaged, wrong) : default((NodeFailure?, string));
    }

    private void RejectAll(int top, IFamilyVisitor visitor, NodeFailure failure, string reason)
    {
        visitor.Reject(top, failure, reason);
        var open = new Stack<int>([top]);
        while (open.TryPop(out var node))
        {
            for (var child = families.GetFirstChild(node); child >= 0; child = families.GetNextSibling(child))
            {
                visitor.Reject(child, failure, failure == NodeFailure.Damaged
                    ? $"an object in its delta chain is damaged: {reason}" : reason);
                open.Push(child);
            }
        }
    }

    private ObjectBuffer Rent()
    {
        var buffer = _free.TryPop(out var free) ? free : new();
        buffer.State?.Clear();
        _live += buffer.Capacity;
        return buffer;
    }

    private void Return(ObjectBuffer buffer)
    {
        // A buffer that grew for one large object is not kept for a thousand small ones.
        _live = Math.Max(0, _live - buffer.Capacity);
        buffer.Trim(8 * 1024 * 1024);
        _free.Push(buffer);
    }

    private static string DescribeTooLarge(long size) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"it is {size:N0} bytes long, or needs that much memory while it is read");

    /// <summary>An object whose children are not all built yet.</summary>
    private readonly record struct Frame(ObjectBuffer Content, int NextChild);
}
