using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Reads objects of a store by number, in any order. Each delta chain is followed to the root on every call. Use it for a few objects, and
/// families for many.
/// </summary>
public sealed class ObjectReader : IDisposable
{
    private readonly ObjectStore _store;
    private readonly LooseReader _loose;
    private readonly Inflater _inflater = new();
    private readonly ObjectBuffer _delta = new();
    private readonly Stack<int> _chain = new();
    private ObjectBuffer _content = new();
    private ObjectBuffer _spare = new();
    private BlobReader? _git;

    /// <summary>Creates a reader for one thread.</summary>
    public ObjectReader(ObjectStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_store, _loose) = (store, new(store.Layout.Format));
    }

    /// <summary>
    /// Reads an object. The content is valid until the next call. Returns false when the object cannot be read here;
    /// <paramref name="problem"/> then contains the reason.
    /// </summary>
    public bool TryRead(int number, out ReadOnlySpan<byte> content, out ObjectKind kind, out string problem)
    {
        content = [];
        (kind, problem) = (ObjectKind.Unknown, "");
        try
        {
            if (_store.FindPacked(number) is var (pack, node))
            {
                kind = pack.GetKind(node);
                problem = Build(pack, node) ?? "";
                content = _content.Content;
                return problem.Length == 0;
            }

            if (_store.GetFile(number) is { } file)
            {
                content = _loose.Read(file, _store.GetId(number), out kind);
                return true;
            }

            problem = "only git can read it";
            return false;
        }
        catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return false;
        }
    }

    /// <summary>
    /// Like <see cref="TryRead"/>, but objects that cannot be read here are read by git, unless they are beyond the limits.
    /// </summary>
    public bool TryReadAnyhow(int number, out ReadOnlySpan<byte> content, out ObjectKind kind, out string problem)
    {
        if (TryRead(number, out content, out kind, out problem))
        {
            return true;
        }

        if (FindExcess(number) is { } excess)
        {
            problem = excess;
            return false;
        }

        _git ??= BlobReader.Start(_store.Layout.Directory);
        var isRead = _git.TryRead(_store.GetId(number).ToString(), out content, out var name, out var words);
        kind = ObjectFormat.ParseKind(System.Text.Encoding.ASCII.GetBytes(name));
        problem = isRead ? "" : $"{problem}; {words}";
        return isRead;
    }

    /// <summary>Returns why git is not asked for an object. Returns null when it can be asked.</summary>
    internal string? FindExcess(int number)
    {
        if (_store.FindPacked(number) is var (pack, node))
        {
            return pack.FindExcess(node);
        }

        try
        {
            var (kind, length) = _store.GetFile(number) is { } file ? _loose.ReadHead(file) : default;
            return kind is ObjectKind.Unknown or ObjectKind.Blob ? null : BuildLimits.FindExcess(kind, length, 0);
        }
        catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
        {
            return null; // reading the object reports the reason
        }
    }

    /// <summary>Whether a single object is too large to be read as a whole. If so, <paramref name="file"/> is its file.</summary>
    internal bool IsLarge(int number, out string file)
    {
        file = _store.GetFile(number) ?? "";
        try
        {
            return file.Length > 0 && _loose.ReadHead(file).Length > WalkLimits.Default.ObjectBytes;
        }
        catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
        {
            return false; // reading the object reports the reason
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        _spare.Dispose();
        _delta.Dispose();
        _loose.Dispose();
        _git?.Dispose();
    }

    /// <summary>Builds an object. Returns null on success, otherwise the error.</summary>
    private string? Build(PackFile pack, int node)
    {
        if (pack.GetKind(node) == ObjectKind.Unknown)
        {
            return pack.Faults.GetValueOrDefault(node, "its delta base cannot be read");
        }

        _chain.Clear();
        for (; pack.GetParent(node) is >= 0 and var parent; node = parent)
        {
            _chain.Push(node);
        }

        var problem = InflateRoot(pack, node);
        while (problem is null && _chain.TryPop(out var next))
        {
            problem = Step(pack, next);
        }

        return problem;
    }

    private string? InflateRoot(PackFile pack, int node)
    {
        var head = pack.ReadHead(node);
        return head.Size > WalkLimits.Default.ObjectBytes ? "it is too large" : pack.Inflate(node, head, _inflater, _content);
    }

    private string? Step(PackFile pack, int node)
    {
        var head = pack.ReadHead(node);
        if (head.Size > WalkLimits.Default.ObjectBytes)
        {
            return "it is too large";
        }

        var problem = pack.Inflate(node, head, _inflater, _delta);
        if (problem is not null
            || (problem = Delta.ReadLengths(_delta.Content, out var baseLength, out var length, out var start)) is not null)
        {
            return problem;
        }

        if (baseLength != _content.Length || length > WalkLimits.Default.ObjectBytes)
        {
            return baseLength != _content.Length ? "its delta does not match the length of its base" : "it is too large";
        }

        _spare.Reserve((int)length);
        problem = Delta.Apply(_content, _delta, start, _spare);
        (_content, _spare) = (_spare, _content);
        return problem;
    }
}
