using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Git.Objects;

/// <summary>
/// One pack with its index, checked and arranged into families. An object of the pack is a <em>node</em>. Its number is its rank by offset,
/// so objects that are adjacent in the file have adjacent numbers. A family is a node stored as a whole together with every delta that is
/// based on it, directly or indirectly. All of them have the type of that root.
/// </summary>
public sealed unsafe class PackFile : IDisposable
{
    /// <summary>Maximum length of a delta chain that git itself creates or reads (pack.depth is capped there).</summary>
    public const int MaxDepth = 4095;

    private const int Header = 12;

    private readonly FileMap _pack;
    private readonly PackIndex _index;
    private readonly int _idLength;
    private readonly long[] _offsets;
    private readonly int[] _positions;
    private readonly int[] _nodes;
    private readonly int[] _parents;
    private readonly ObjectKind[] _kinds;
    private readonly Dictionary<int, string> _faults = [];

    private PackFile(string path, FileMap pack, PackIndex index, ObjectFormat format)
    {
        (Path, _pack, _index, _idLength) = (path, pack, index, format.IdLength);
        RequireFrame(format);
        (_offsets, _positions, _nodes) = Order();
        _parents = new int[Count];
        _kinds = new ObjectKind[Count];
    }

    /// <summary>Full path of the pack.</summary>
    public string Path { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => _index.Count;

    /// <summary>Length of the pack in bytes.</summary>
    public long Length => _pack.Length;

    /// <summary>Whether the pack was received from a promisor remote. Objects that it refers to may be intentionally absent.</summary>
    public bool IsPromised => File.Exists(System.IO.Path.ChangeExtension(Path, "promisor"));

    /// <summary>Whether the pack contains unreachable objects that git keeps for some time.</summary>
    internal bool IsCruft => File.Exists(System.IO.Path.ChangeExtension(Path, "mtimes"));

    /// <summary>The checksum that identifies the content of the pack.</summary>
    public ReadOnlySpan<byte> Checksum => _index.PackChecksum;

    /// <summary>
    /// Nodes that could not be assigned to a family, with the reason: a base that is missing or outside the pack, a cycle, an unknown type.
    /// </summary>
    internal IReadOnlyDictionary<int, string> Faults => _faults;

    /// <summary>Opens a pack by the path of its .pack file and reads the head of every entry.</summary>
    /// <exception cref="DamagedException">Pack or index is malformed, or they do not belong together.</exception>
    /// <exception cref="IOException">The pack or its index cannot be read.</exception>
    public static PackFile Open(string path, ObjectFormat format)
    {
        var index = PackIndex.Open(System.IO.Path.ChangeExtension(path, "idx"), format);
        FileMap? pack = null;
        try
        {
            pack = FileMap.Open(path);
            var opened = new PackFile(path, pack, index, format);
            opened.ReadHeads();
            opened.ResolveKinds();
            return opened;
        }
        catch
        {
            pack?.Dispose();
            index.Dispose();
            throw;
        }
    }

    /// <summary>Returns the id of a node.</summary>
    public ObjectId GetId(int node) => new(_index.GetId(_positions[node]));

    /// <summary>Returns the node with an id, or a negative number.</summary>
    public int Find(ReadOnlySpan<byte> id) => _index.Find(id) is >= 0 and var position ? _nodes[position] : -1;

    /// <summary>Returns the base that the node's delta is applied to; negative for a root and for a node in <see cref="Faults"/>.</summary>
    public int GetParent(int node) => _parents[node];

    /// <summary>Returns the kind of a node; <see cref="ObjectKind.Unknown"/> for a node in <see cref="Faults"/>.</summary>
    public ObjectKind GetKind(int node) => _kinds[node];

    /// <summary>Returns the length of the entry in the pack in bytes.</summary>
    internal long GetEntryLength(int node) => _offsets[node + 1] - _offsets[node];

    /// <summary>
    /// Whether an entry that was read does not match its checksum. git may still read it, because not every bit means something.
    /// </summary>
    internal bool HasWrongChecksum { get; private set; }

    /// <summary>Whether the pack still has the length that was mapped.</summary>
    internal bool IsUnchanged => _pack.IsUnchanged;

    /// <summary>Returns the head of a node's entry.</summary>
    /// <exception cref="DamagedException">The head extends past the end of the entry.</exception>
    internal EntryHead ReadHead(int node)
    {
        return EntryHead.Read(_pack.Slice(_offsets[node],
            (int)Math.Min(EntryHead.Longest + _idLength, _offsets[node + 1] - _offsets[node])), _idLength);
    }

    /// <summary>
    /// Prefetches the data needed for a node into the processor caches while another node is read. A node's entry and its checksum are far
    /// from each other, and far from those of the previous node.
    /// </summary>
    public void Prefetch(int node)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(_pack.Start + _offsets[node]);
            Sse.Prefetch0(_pack.Start + _offsets[node] + 64);
            _index.Prefetch(_positions[node]);
        }
    }

    /// <summary>
    /// Inflates a node's entry (object or delta) into <paramref name="target"/>. Checks its length, and the CRC-32 of the compressed bytes
    /// from the index, or the Adler-32 when the index has no CRC-32. Returns null on success, otherwise the error.
    /// </summary>
    internal string? Inflate(int node, in EntryHead head, Inflater inflater, ObjectBuffer target)
    {
        var length = GetEntryLength(node);
        if (_index.HasCrcs && length <= int.MaxValue
            && Crc32.HashToUInt32(_pack.Slice(_offsets[node], (int)length)) != _index.GetCrc(_positions[node]))
        {
            HasWrongChecksum = true;
            return "the bytes of its entry do not match the checksum in the index";
        }

        if (head.Size > Inflater.MaxRatio * length)
        {
            return "the length in its header is more than its entry can contain";
        }

        target.Reserve((int)head.Size);
        var result = inflater.Inflate(_pack.Start + _offsets[node] + head.Length, _pack.Start + _pack.Length, target.Start, (int)head.Size,
            out var after);
        if (result != InflateResult.Done || after + 4 > _pack.Start + _offsets[node + 1])
        {
            return $"its compressed data is damaged ({(result == InflateResult.Done ? InflateResult.InputEnds : result)})";
        }

        var isChecked = _index.HasCrcs || BinaryPrimitives.ReadUInt32BigEndian(new(after, 4)) == Adler32.Compute(target.Content);
        return isChecked ? null : "its content does not match its checksum";
    }

    /// <summary>
    /// Returns why a node is not built, here or by git (<see cref="BuildLimits"/>). Returns null when it may be built, or when its data is
    /// damaged.
    /// </summary>
    internal string? FindExcess(int node)
    {
        try
        {
            var kind = _kinds[node];
            return kind != ObjectKind.Unknown ? BuildLimits.FindExcess(kind, FindLongest(node), Length)
                : _faults.GetValueOrDefault(node) == BuildLimits.EndlessChain ? BuildLimits.EndlessChain : null;
        }
        catch (Exception e) when (e is DamagedException or InvalidDataException)
        {
            return null; // who reads it reports the damage
        }
    }

    /// <summary>Returns the length of the longest object that a node is built from, in bytes.</summary>
    private long FindLongest(int node)
    {
        var longest = 0L;
        for (; _parents[node] >= 0; node = _parents[node])
        {
            using var delta = Open(node, ReadHead(node));
            longest = Math.Max(longest, BuildLimits.ReadLongest(delta));
        }

        return Math.Max(longest, ReadHead(node).Size);
    }

    /// <summary>
    /// Opens the inflated bytes of a node's entry (object or delta) as a stream. Used for objects too large for memory.
    /// </summary>
    internal Stream Open(int node, in EntryHead head)
    {
        var compressed = new UnmanagedMemoryStream(_pack.Start + _offsets[node] + head.Length, GetEntryLength(node) - head.Length);
        return new System.IO.Compression.ZLibStream(compressed, System.IO.Compression.CompressionMode.Decompress);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pack.Dispose();
        _index.Dispose();
    }

    /// <summary>
    /// Checks the magic number, the version, the object count, and the trailer that connects pack and index. A truncated pack is detected
    /// here. Together with the CRC-32 of each entry, that covers every byte of a pack of version 2. Where the index has no CRC-32, and in
    /// version 3, which git never writes, the whole pack is compared with its checksum.
    /// </summary>
    private void RequireFrame(ObjectFormat format)
    {
        Require(_pack.Length >= Header + _idLength, "the pack is shorter than an empty pack");
        var head = _pack.Slice(0, Header);
        Require(head[..4].SequenceEqual("PACK"u8), "the pack does not begin with PACK");
        var version = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        Require(version is 2 or 3, $"the pack has version {version}; supported versions are 2 and 3");
        Require(BinaryPrimitives.ReadUInt32BigEndian(head[8..]) == _index.Count, "pack and index have different numbers of objects");
        Require(_pack.Slice(_pack.Length - _idLength, _idLength)
            .SequenceEqual(_index.PackChecksum),
            "the pack does not end with the checksum in its index: the pack is truncated, or belongs to another index");
        Require((version == 2 && _index.HasCrcs) || HasChecksum(format), "the pack does not match its own checksum");
    }

    private bool HasChecksum(ObjectFormat format)
    {
        using var content = new UnmanagedMemoryStream(_pack.Start, _pack.Length - _idLength);
        return format.ComputeChecksum(content).AsSpan().SequenceEqual(_index.PackChecksum);
    }

    /// <summary>Returns the entries by ascending offset. One additional offset marks the end of the last entry.</summary>
    private (long[] Offsets, int[] Positions, int[] Nodes) Order()
    {
        var (offsets, positions, nodes) = (new long[Count], new int[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
        {
            (offsets[i], positions[i]) = (_index.GetOffset(i), i);
        }

        Array.Sort(offsets, positions);
        var end = _pack.Length - _idLength;
        for (var i = 0; i < Count; i++)
        {
            nodes[positions[i]] = i;
            Require(offsets[i] >= Header && offsets[i] < end, "the index contains an offset outside the pack");
            Require(i == 0 || offsets[i] > offsets[i - 1], "the index contains one offset for two objects");
        }

        return ([.. offsets, end], positions, nodes);
    }

    private void ReadHeads()
    {
        for (var node = 0; node < Count; node++)
        {
            _parents[node] = -1;
            try
            {
                Classify(node, ReadHead(node));
            }
            catch (DamagedException e)
            {
                _faults[node] = e.Message;
            }
        }
    }

    private void Classify(int node, in EntryHead head)
    {
        switch (head.Type)
        {
            case EntryType.Commit or EntryType.Tree or EntryType.Blob or EntryType.Tag:
                _kinds[node] = (ObjectKind)head.Type;
                break;
            case EntryType.OffsetDelta:
                var parent = Array.BinarySearch(_offsets, 0, Count, _offsets[node] - head.Base);
                Require(parent >= 0 && parent < node, "its delta base is not at an entry of the pack");
                _parents[node] = parent;
                break;
            case EntryType.ReferenceDelta:
                var found = Find(_pack.Slice(_offsets[node] + head.Length - _idLength, _idLength));
                Require(found >= 0, "its delta base is not in the pack");
                Require(found != node, "it is its own delta base");
                _parents[node] = found;
                break;
            default:
                throw new DamagedException($"its entry has the unknown type {(int)head.Type}");
        }
    }

    /// <summary>Follows each delta to its root once. A node that leads to no root is a fault, and so is every delta based on it.</summary>
    private void ResolveKinds()
    {
        var open = new Stack<int>();
        for (var node = 0; node < Count; node++)
        {
            var current = node;
            while (_kinds[current] == ObjectKind.Unknown && _parents[current] >= 0 && !_faults.ContainsKey(current)
                && open.Count <= MaxDepth)
            {
                open.Push(current);
                current = _parents[current];
            }

            var kind = _kinds[current];
            while (open.TryPop(out var above))
            {
                _kinds[above] = kind;
                if (kind == ObjectKind.Unknown)
                {
                    _faults.TryAdd(above, _faults.TryGetValue(current, out var fault) && fault != BuildLimits.EndlessChain
                        ? "its delta base cannot be read" : BuildLimits.EndlessChain);
                }
            }
        }
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new DamagedException(otherwise);
        }
    }
}
