using System.Buffers.Binary;
using SecretSentry.Files;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Reads a small number of objects by id. Loose objects are searched first, because the most recently staged objects are loose; then packs,
/// the newest first. Nothing is listed in advance. The hash of a loose object is computed, and that of an object in several packs: somebody
/// may have put another content there, and git would read the other one. An instance belongs to one thread.
/// </summary>
internal sealed unsafe class ObjectLookup : IDisposable
{
    private readonly IReadOnlyList<string> _folders;
    private readonly ObjectFormat _format;
    private readonly Inflater _inflater = new();
    private readonly Stack<(long Offset, EntryHead Head)> _chain = new();
    private readonly ObjectBuffer _delta = new();
    private ObjectBuffer _content = new();
    private ObjectBuffer _spare = new();
    private byte[] _file = GC.AllocateUninitializedArray<byte>(32 * 1024);
    private List<PackLookup>? _packs;
    private bool _isLarge;
    private ObjectKind _largeKind;

    /// <summary>Searches the object folders of a repository and of its alternates.</summary>
    public ObjectLookup(ObjectFormat format, IReadOnlyList<string> objectFolders)
    {
        ArgumentNullException.ThrowIfNull(format);
        (_format, _folders) = (format, objectFolders);
    }

    /// <summary>Objects longer than this number of bytes are not read as a whole. <see cref="TryOpen"/> opens them.</summary>
    public int MaxLength { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Why git is not asked for the object of the last call; empty when it can be asked. Such an object is beyond the limits.
    /// </summary>
    public string Refusal { get; private set; } = "";

    /// <summary>
    /// Reads an object. The content is valid until the next call. An object longer than <see cref="MaxLength"/> is too large. The caller
    /// can use git for an unreadable object. The kind of a large object is known.
    /// </summary>
    public ReadOutcome Read(ObjectId id, out ReadOnlySpan<byte> content, out ObjectKind kind)
    {
        content = [];
        (kind, _isLarge, Refusal) = (ObjectKind.Unknown, false, "");
        try
        {
            if (OpenLooseFile(id) is { } file)
            {
                kind = ReadLoose(file, out var head);
                content = kind == ObjectKind.Unknown ? [] : _content.Content[head..];
                RequireGenuine(id, kind, content);
            }
            else if (PackOf(id, out var offset) is { } pack)
            {
                kind = ReadPacked(pack, offset);
                content = kind == ObjectKind.Unknown ? [] : _content.Content;
                if (IsRepeated(id, pack))
                {
                    RequireGenuine(id, kind, content);
                }
            }
        }
        catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
        {
            // git reports the error in more detail.
            kind = ObjectKind.Unknown;
            content = [];
        }

        if (kind == ObjectKind.Unknown && _isLarge)
        {
            kind = _largeKind;
            return ReadOutcome.TooLarge;
        }

        return kind != ObjectKind.Unknown ? ReadOutcome.Read : ReadOutcome.Unreadable;
    }

    /// <summary>
    /// Opens an object of any length that is not stored as a delta, as a stream. Returns null when it is missing or a delta. The stream
    /// fails when the content is shorter or longer than its header says: without that, a file that is cut off would end like a whole one.
    /// <see cref="Refusal"/> says whether git can be asked for a delta.
    /// </summary>
    public Stream? TryOpen(ObjectId id)
    {
        Refusal = "";
        try
        {
            if (OpenLooseFile(id) is { } file)
            {
                file.Dispose();
                return new CountedStream(LooseReader.Open(_loosePath, out var length), length);
            }

            return PackOf(id, out var offset) is { } pack ? OpenPacked(pack, offset) : null;
        }
        catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private CountedStream? OpenPacked(PackLookup pack, long offset)
    {
        var head = pack.ReadHead(offset, out var baseOffset);
        if (baseOffset < 0)
        {
            return new(pack.Open(offset + head.Length), head.Size);
        }

        var (longest, depth) = (0L, 0);
        for (; baseOffset >= 0 && depth <= PackFile.MaxDepth; head = pack.ReadHead(offset, out baseOffset), depth++)
        {
            using var delta = pack.Open(offset + head.Length);
            (longest, offset) = (Math.Max(longest, BuildLimits.ReadLongest(delta)), baseOffset);
        }

        Refusal = baseOffset >= 0 ? BuildLimits.EndlessChain
            : BuildLimits.FindExcess((ObjectKind)head.Type, Math.Max(longest, head.Size), pack.Length) ?? "";
        return null;
    }

    /// <summary>Whether the object exists.</summary>
    public bool Contains(ObjectId id)
    {
        using var file = OpenLooseFile(id);
        return file is not null || PackOf(id, out _) is not null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packs?.ForEach(pack => pack.Dispose());
        _content.Dispose();
        _spare.Dispose();
        _delta.Dispose();
    }

    private string _loosePath = "";

    /// <summary>gitrepository-layout: objects/xx/ and the remaining digits.</summary>
    private Microsoft.Win32.SafeHandles.SafeFileHandle? OpenLooseFile(ObjectId id)
    {
        var digits = id.ToString();
        foreach (var folder in _folders)
        {
            _loosePath = $"{folder}/{digits.AsSpan(0, 2)}/{digits.AsSpan(2)}";
            if (File.Exists(_loosePath))
            {
                return ForeignFile.Open(_loosePath);
            }
        }

        return null;
    }

    private ObjectKind ReadLoose(Microsoft.Win32.SafeHandles.SafeFileHandle handle, out int head)
    {
        using var file = handle;
        head = 0;
        var length = RandomAccess.GetLength(file);
        if (length > MaxLength)
        {
            return SetLarge(ReadLargeKind(file));
        }

        if (_file.Length < length + ObjectBuffer.Slack)
        {
            _file = new byte[length + (length / 2) + ObjectBuffer.Slack];
        }

        var read = RandomAccess.Read(file, _file.AsSpan(0, (int)length), 0);
        fixed (byte* bytes = _file)
        {
            var (kind, size) = LooseReader.ReadHead(bytes, read, _inflater, _content, out head);
            if (size > MaxLength)
            {
                return SetLarge(kind);
            }

            _content.Reserve((int)size + head);
            var result = _inflater.Inflate(bytes, bytes + read, _content.Start, _content.Length, out var after);
            return result == InflateResult.Done && bytes + read - after >= 4
                && BinaryPrimitives.ReadUInt32BigEndian(new(after, 4)) == Adler32.Compute(_content.Content)
                ? kind
                : throw new DamagedException("its compressed data is damaged");
        }
    }

    private ObjectKind ReadLargeKind(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        var read = RandomAccess.Read(file, _file.AsSpan(0, 4096), 0);
        fixed (byte* bytes = _file)
        {
            return LooseReader.ReadHead(bytes, read, _inflater, _content, out _).Kind;
        }
    }

    /// <summary>Returns the first pack that contains an object.</summary>
    private PackLookup? PackOf(ObjectId id, out long offset)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        foreach (var pack in _packs ??= OpenPacks())
        {
            offset = pack.Find(bytes[.._format.IdLength]);
            if (offset >= 0)
            {
                return pack;
            }
        }

        offset = -1;
        return null;
    }

    /// <summary>Whether another pack than the first one contains an object, too.</summary>
    private bool IsRepeated(ObjectId id, PackLookup first)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        foreach (var pack in _packs!)
        {
            if (pack != first && pack.Find(bytes[.._format.IdLength]) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="DamagedException">The content is not the one that the id stands for.</exception>
    private void RequireGenuine(ObjectId id, ObjectKind kind, ReadOnlySpan<byte> content)
    {
        if (kind != ObjectKind.Unknown && _format.ComputeId(kind, content) != id)
        {
            throw new DamagedException("its content does not match its name");
        }
    }

    private List<PackLookup> OpenPacks()
    {
        var packs = new List<PackLookup>();
        foreach (var folder in _folders)
        {
            var names = Directory.Exists($"{folder}/pack") ? Directory.GetFiles($"{folder}/pack", "*.pack") : [];
            Array.Sort(Array.ConvertAll(names, name => -File.GetLastWriteTimeUtc(name).Ticks), names);
            foreach (var name in names)
            {
                try
                {
                    packs.Add(PackLookup.Open(name, _format.IdLength));
                }
                catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
                {
                    // Objects that exist only in this pack are not found here, and git is used for them.
                }
            }
        }

        return packs;
    }

    /// <summary>Follows the chain of deltas to the root, then applies the deltas in reverse order.</summary>
    private ObjectKind ReadPacked(PackLookup pack, long offset)
    {
        _chain.Clear();
        var head = pack.ReadHead(offset, out var baseOffset);
        for (; baseOffset >= 0; head = pack.ReadHead(offset, out baseOffset))
        {
            _chain.Push((offset, head));
            if (_chain.Count > PackFile.MaxDepth)
            {
                Refusal = BuildLimits.EndlessChain;
                throw new DamagedException(Refusal);
            }

            offset = baseOffset;
        }

        var kind = (ObjectKind)head.Type;
        if (head.Size > MaxLength)
        {
            return SetLarge(kind);
        }

        pack.Inflate(offset, head, _inflater, _content);
        while (_chain.TryPop(out var delta))
        {
            if (delta.Head.Size > MaxLength)
            {
                return SetLarge(kind);
            }

            pack.Inflate(delta.Offset, delta.Head, _inflater, _delta);
            if (!Apply())
            {
                return SetLarge(kind);
            }
        }

        return kind is ObjectKind.Commit or ObjectKind.Tree or ObjectKind.Blob or ObjectKind.Tag ? kind
            : throw new DamagedException("its entry has an unknown type");
    }

    private ObjectKind SetLarge(ObjectKind kind)
    {
        (_isLarge, _largeKind) = (true, kind);
        return ObjectKind.Unknown;
    }

    /// <summary>Applies a delta. Returns false when the result is too long.</summary>
    /// <exception cref="DamagedException">The delta does not fit its base.</exception>
    private bool Apply()
    {
        var problem = Delta.ReadLengths(_delta.Content, out var baseLength, out var length, out var start);
        if (problem is not null || baseLength != _content.Length)
        {
            throw new DamagedException(problem ?? "its delta does not match the length of its base");
        }

        if (length > MaxLength)
        {
            return false;
        }

        _spare.Reserve((int)length);
        problem = Delta.Apply(_content, _delta, start, _spare);
        (_content, _spare) = (_spare, _content);
        return problem is null ? true : throw new DamagedException(problem);
    }
}
