using System.Buffers.Binary;
using System.Numerics;
using Microsoft.Win32.SafeHandles;
using SecretSentry.Files;

namespace SecretSentry.Git.Objects;

/// <summary>
/// Reads single objects of one pack. They are found through its index of version 2 (gitformat-pack) and read by position. Nothing is
/// mapped, listed or checked as a whole, so opening costs two system calls, whatever the size. The data of each object is checked by the
/// Adler-32 of its stream.
/// </summary>
internal sealed unsafe class PackLookup : IDisposable
{
    private const int Header = 8;
    private const int FanOut = 256 * 4;
    private const int MaxSize = 1 << 29;
    private const uint Magic = 0xFF744F63; // "\377tOc"

    private readonly SafeFileHandle _index;
    private readonly string _path;
    private readonly int _idLength;
    private readonly int _count;
    private SafeFileHandle? _pack;
    private byte[] _compressed = GC.AllocateUninitializedArray<byte>(16 * 1024);

    private PackLookup(SafeFileHandle index, string path, int idLength)
    {
        (_index, _path, _idLength) = (index, path, idLength);
        Span<byte> head = stackalloc byte[Header];
        Require(RandomAccess.Read(index, head, 0) == Header && BinaryPrimitives.ReadUInt32BigEndian(head) == Magic
            && BinaryPrimitives.ReadUInt32BigEndian(head[4..]) == 2, "the version of the index is not 2");
        _count = (int)Math.Min(ReadUInt32(Header + FanOut - 4), int.MaxValue);
    }

    /// <summary>Length of the pack in bytes.</summary>
    public long Length => RandomAccess.GetLength(Pack);

    /// <summary>Opens a pack by the path of its .pack file.</summary>
    /// <exception cref="DamagedException">The format of the index is not supported.</exception>
    /// <exception cref="IOException">The pack or its index cannot be read.</exception>
    public static PackLookup Open(string path, int idLength)
    {
        var index = ForeignFile.Open(Path.ChangeExtension(path, "idx"));
        try
        {
            return new(index, path, idLength);
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    /// <summary>Returns the offset of an object's entry in the pack; negative when the pack does not contain the object.</summary>
    /// <exception cref="DamagedException">The index is truncated.</exception>
    public long Find(ReadOnlySpan<byte> id)
    {
        var (low, high) = (id[0] == 0 ? 0 : (int)ReadUInt32(Header + (4 * (id[0] - 1))), (int)ReadUInt32(Header + (4 * id[0])) - 1);
        Span<byte> other = stackalloc byte[_idLength];
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            Read(other, Header + FanOut + ((long)middle * _idLength));
            var order = other.SequenceCompareTo(id);
            if (order == 0)
            {
                return ReadOffset(middle);
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    /// <summary>
    /// Returns the head of the entry at <paramref name="offset"/>. <paramref name="baseOffset"/> is the offset of its base's entry;
    /// negative when the entry is not a delta.
    /// </summary>
    /// <exception cref="DamagedException">There is no valid head, or the base is not in this pack.</exception>
    public EntryHead ReadHead(long offset, out long baseOffset)
    {
        Span<byte> bytes = stackalloc byte[EntryHead.Longest + _idLength];
        var head = EntryHead.Read(bytes[..RandomAccess.Read(Pack, bytes, offset)], _idLength);
        baseOffset = head.Type switch
        {
            EntryType.OffsetDelta => offset - head.Base,
            EntryType.ReferenceDelta => Find(bytes.Slice(head.Length - _idLength, _idLength)),
            _ => -1,
        };
        Require(head.Type is not (EntryType.OffsetDelta or EntryType.ReferenceDelta)
            || (baseOffset > 0 && baseOffset != offset), "its delta base is not in the pack");
        return head;
    }

    /// <summary>Inflates an entry (object or delta) into <paramref name="target"/>.</summary>
    /// <exception cref="DamagedException">The data of the entry is damaged.</exception>
    public void Inflate(long offset, in EntryHead head, Inflater inflater, ObjectBuffer target)
    {
        // Incompressible data is stored with five bytes for each 16 KiB or so. Few entries are longer, and none that git writes is
        // twice as long.
        Require(head.Size < MaxSize, "it is too long");
        var likely = head.Size + (head.Size >> 10) + 256;
        if (!TryInflate(offset + head.Length, likely, head, inflater, target))
        {
            var rest = RandomAccess.GetLength(Pack) - offset - head.Length;
            Require(head.Size <= Inflater.MaxRatio * rest
                && TryInflate(offset + head.Length, Math.Min(rest, (2 * head.Size) + (64 * 1024)), head, inflater, target),
                "its compressed data is damaged");
        }
    }

    /// <summary>Opens a stream that inflates the compressed bytes from <paramref name="offset"/> on as they are read.</summary>
    public Stream Open(long offset)
    {
        var file = ForeignFile.OpenStream(_path);
        file.Position = offset;
        return new System.IO.Compression.ZLibStream(file, System.IO.Compression.CompressionMode.Decompress);
    }

    public void Dispose()
    {
        _index.Dispose();
        _pack?.Dispose();
    }

    private SafeFileHandle Pack => _pack ??= ForeignFile.Open(_path);

    private bool TryInflate(long start, long length, in EntryHead head, Inflater inflater, ObjectBuffer target)
    {
        if (_compressed.Length < length + ObjectBuffer.Slack)
        {
            _compressed = new byte[BitOperations.RoundUpToPowerOf2((uint)(length + ObjectBuffer.Slack))];
        }

        var read = RandomAccess.Read(Pack, _compressed.AsSpan(0, (int)length), start);
        target.Reserve((int)head.Size);
        fixed (byte* source = _compressed)
        {
            var result = inflater.Inflate(source, source + read, target.Start, (int)head.Size, out var after);
            return result == InflateResult.Done && source + read - after >= 4
                && BinaryPrimitives.ReadUInt32BigEndian(new(after, 4)) == Adler32.Compute(target.Content);
        }
    }

    private long ReadOffset(int position)
    {
        var table = Header + FanOut + ((long)_count * (_idLength + 4));
        var offset = ReadUInt32(table + (4L * position));
        if (offset < 0x80000000)
        {
            return offset;
        }

        Span<byte> bytes = stackalloc byte[8];
        Read(bytes, table + (4L * _count) + (8L * (offset & 0x7FFFFFFF)));
        return (long)BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private uint ReadUInt32(long offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        Read(bytes, offset);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private void Read(Span<byte> bytes, long offset) =>
        Require(RandomAccess.Read(_index, bytes, offset) == bytes.Length, "the index of the pack is truncated");

    private static void Require(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new DamagedException(otherwise);
        }
    }
}
