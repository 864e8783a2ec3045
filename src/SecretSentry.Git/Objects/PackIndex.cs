using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Git.Objects;

/// <summary>
/// The index of one pack, versions 1 and 2 (gitformat-pack, "Original (version 1)" and "Version 2 pack-*.idx files"). It contains ids in
/// ascending order and for each its offset in the pack; in version 2 also the CRC-32 of its entry. Everything is checked on opening.
/// Afterwards no lookup can read outside the file.
/// </summary>
internal sealed unsafe class PackIndex : IDisposable
{
    private const uint Magic = 0xFF744F63; // "\377tOc"
    private const int FanOut = 256 * 4;

    private readonly FileMap _file;
    private readonly int _idLength;
    private readonly byte* _ids;
    private readonly int _idStride;
    private readonly byte* _crcs;
    private readonly byte* _offsets;
    private readonly int _offsetStride;
    private readonly byte* _longOffsets;
    private readonly long _longOffsetCount;
    private readonly int[] _buckets;
    private readonly int _bucketShift;

    private PackIndex(FileMap file, ObjectFormat format)
    {
        (_file, _idLength) = (file, format.IdLength);
        Require(file.Length >= FanOut + (2 * _idLength), "the index is shorter than an empty index");
        var isVersion2 = BinaryPrimitives.ReadUInt32BigEndian(file.Slice(0, 4)) == Magic;
        var header = isVersion2 ? 8 : 0;
        var version = isVersion2 ? BinaryPrimitives.ReadUInt32BigEndian(file.Slice(4, 4)) : 1;
        Require(version is 1 or 2, $"the index has version {version}; supported versions are 1 and 2");
        Require(file.Length >= header + FanOut + (2 * _idLength), "the index ends in the middle of its fan-out table");
        Count = CountOf(header);
        if (isVersion2)
        {
            _ids = file.Start + header + FanOut;
            _idStride = _idLength;
            _crcs = _ids + ((long)Count * _idLength);
            _offsets = _crcs + (4L * Count);
            _offsetStride = 4;
            _longOffsets = _offsets + (4L * Count);
            var rest = file.Length - header - FanOut - ((long)Count * (_idLength + 8)) - (2 * _idLength);
            Require(rest >= 0 && rest % 8 == 0, "the length of the index does not match its object count");
            _longOffsetCount = rest / 8;
        }
        else
        {
            _offsets = file.Start + FanOut;
            _ids = _offsets + 4;
            _offsetStride = _idStride = 4 + _idLength;
            Require(file.Length == FanOut + ((long)Count * (4 + _idLength))
                + (2 * _idLength), "the length of the index does not match its object count");
        }

        RequireTrailer(format);
        RequireOrder(header);
        _bucketShift = 32 - Math.Clamp(BitOperations.Log2((uint)Math.Max(Count, 1)) + 1, 8, 24);
        _buckets = BuildBuckets();
    }

    /// <summary>Number of objects in the pack.</summary>
    public int Count { get; }

    /// <summary>Whether there is a CRC-32 for each entry (version 2).</summary>
    public bool HasCrcs => _crcs != null;

    /// <summary>The expected value of the pack's own trailer.</summary>
    public ReadOnlySpan<byte> PackChecksum => _file.Slice(_file.Length - (2 * _idLength), _idLength);

    /// <exception cref="DamagedException">The index is malformed.</exception>
    /// <exception cref="IOException">The index cannot be read.</exception>
    public static PackIndex Open(string path, ObjectFormat format)
    {
        var file = FileMap.Open(path);
        try
        {
            return new(file, format);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns the bytes of the id at <paramref name="position"/> in the order of ids.</summary>
    public ReadOnlySpan<byte> GetId(int position) => new(_ids + ((long)_idStride * CheckPosition(position)), _idLength);

    /// <summary>Returns the CRC-32 of the entry's bytes in the pack. Valid only when <see cref="HasCrcs"/> is true.</summary>
    public uint GetCrc(int position) => BinaryPrimitives.ReadUInt32BigEndian(new(_crcs + (4L * CheckPosition(position)), 4));

    /// <summary>Prefetches the data of <see cref="GetCrc"/> into the processor caches.</summary>
    public void Prefetch(int position)
    {
        if (_crcs != null && Sse.IsSupported)
        {
            Sse.Prefetch0(_crcs + (4L * CheckPosition(position)));
        }
    }

    /// <summary>Returns the offset of the entry in the pack.</summary>
    /// <exception cref="DamagedException">The entry points past the table of 64-bit offsets.</exception>
    public long GetOffset(int position)
    {
        var offset = BinaryPrimitives.ReadUInt32BigEndian(new(_offsets + ((long)_offsetStride * CheckPosition(position)), 4));
        if (_crcs == null || offset < 0x80000000)
        {
            return offset;
        }

        var index = offset & 0x7FFFFFFF;
        Require(index < _longOffsetCount, "an offset points past the end of the table of 64-bit offsets");
        var value = BinaryPrimitives.ReadUInt64BigEndian(new(_longOffsets + (8L * index), 8));
        Require(value <= long.MaxValue, "a 64-bit offset is too large");
        return (long)value;
    }

    /// <summary>
    /// Returns the position of an id, or a negative number. The buckets leave one id or a few to compare. Reading the ids is the main cost.
    /// </summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        if (id.Length != _idLength)
        {
            return -1;
        }

        var bucket = BinaryPrimitives.ReadUInt32BigEndian(id) >> _bucketShift;
        var (low, high) = (_buckets[bucket], _buckets[bucket + 1] - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Compare(_ids + ((long)_idStride * middle), id);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>Compares two ids. They nearly always differ in their first eight bytes.</summary>
    private int Compare(byte* own, ReadOnlySpan<byte> id)
    {
        var (left, right) = (BinaryPrimitives.ReadUInt64BigEndian(new(own, 8)), BinaryPrimitives.ReadUInt64BigEndian(id));
        return left != right ? left.CompareTo(right) : new ReadOnlySpan<byte>(own, _idLength).SequenceCompareTo(id);
    }

    public void Dispose() => _file.Dispose();

    private int CountOf(int header)
    {
        var fanOut = _file.Slice(header, FanOut);
        var last = 0u;
        for (var i = 0; i < 256; i++)
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(fanOut[(i * 4)..]);
            Require(value >= last, "the fan-out table of the index is not in ascending order");
            last = value;
        }

        Require(last <= int.MaxValue / 2, "the index contains more objects than are supported");
        return (int)last;
    }

    private void RequireTrailer(ObjectFormat format)
    {
        // Span lengths are int. An index of 2 GB has more than 70 million objects.
        Require(_file.Length <= int.MaxValue, "the index is larger than 2 GB");
        var own = _file.Slice(_file.Length - _idLength, _idLength);
        Require(format.ComputeChecksum(_file.Slice(0, (int)_file.Length - _idLength)).AsSpan()
            .SequenceEqual(own), "the index does not match its own checksum");
    }

    /// <summary>Checks that the ids are ascending and agree with the fan-out table. Lookups rely on it.</summary>
    private void RequireOrder(int header)
    {
        var fanOut = _file.Slice(header, FanOut);
        for (var (i, first) = (0, 0); i < Count; i++)
        {
            var id = GetId(i);
            Require(i == 0 || GetId(i - 1).SequenceCompareTo(id) < 0, "the ids of the index are not in ascending order");
            while (BinaryPrimitives.ReadUInt32BigEndian(fanOut[(first * 4)..]) <= (uint)i)
            {
                first++;
            }

            Require(id[0] == first, "the ids of the index do not match its fan-out table");
        }
    }

    private int[] BuildBuckets()
    {
        var buckets = new int[(1 << (32 - _bucketShift)) + 1];
        for (var i = 0; i < Count; i++)
        {
            buckets[(BinaryPrimitives.ReadUInt32BigEndian(GetId(i)) >> _bucketShift) + 1] = i + 1;
        }

        for (var i = 1; i < buckets.Length; i++)
        {
            buckets[i] = Math.Max(buckets[i], buckets[i - 1]);
        }

        return buckets;
    }

    private int CheckPosition(int position)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)position, (uint)Count, nameof(position));
        return position;
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new DamagedException(otherwise);
        }
    }
}
