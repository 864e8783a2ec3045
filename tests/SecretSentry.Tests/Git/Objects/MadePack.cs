using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

/// <summary>Makes packs that git would not write. Each entry is written as given, and the checksums are correct.</summary>
internal sealed class MadePack
{
    private readonly List<(ObjectId Id, int Offset, uint Crc)> _entries = [];
    private readonly List<byte> _bytes = [.. "PACK"u8, 0, 0, 0, 2, 0, 0, 0, 0];

    /// <summary>Offset of the next entry.</summary>
    public int End => _bytes.Count;

    /// <summary>
    /// Returns a zlib stream without compression: a stored block, which contains the content unchanged, and its Adler-32.
    /// </summary>
    public static byte[] Store(byte[] content)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.NoCompression, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return output.ToArray();
    }

    /// <summary>Returns a delta that copies the start of its base and adds a text. Lengths are below 128.</summary>
    /// <param name="baseLength">Length of the base as the delta states it.</param>
    /// <param name="copied">Number of bytes to copy.</param>
    /// <param name="added">Text to add.</param>
    public static byte[] Delta(int baseLength, int copied, ReadOnlySpan<byte> added) =>
        [(byte)baseLength, (byte)(copied + added.Length), 0x90, (byte)copied, (byte)added.Length, .. added];

    /// <summary>Adds a whole blob. Returns its id.</summary>
    public ObjectId AddBlob(byte[] content, byte[]? compressed = null)
    {
        var id = ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, content);
        Add(id, EntryType.Blob, content.Length, [], compressed ?? Store(content));
        return id;
    }

    /// <summary>Adds a delta whose base starts <paramref name="distance"/> bytes before it.</summary>
    public void AddOffsetDelta(ObjectId id, int distance, byte[] delta) =>
        Add(id, EntryType.OffsetDelta, delta.Length, distance < 128 ? [(byte)distance]
            : [(byte)(0x80 | ((distance >> 7) - 1)), (byte)(distance & 0x7F)], Store(delta));

    /// <summary>Adds a delta that names its base by id.</summary>
    public void AddReferenceDelta(ObjectId id, ObjectId source, byte[] delta)
    {
        var bytes = new byte[32];
        source.CopyTo(bytes);
        Add(id, EntryType.ReferenceDelta, delta.Length, bytes[..20], Store(delta));
    }

    /// <summary>Writes the pack and its index into a folder. Returns the path of the pack.</summary>
    public string Write(string folder, int indexVersion = 2)
    {
        Directory.CreateDirectory(folder);
        byte[] pack = [.. _bytes];
        BinaryPrimitives.WriteInt32BigEndian(pack.AsSpan(8), _entries.Count);
        byte[] whole = [.. pack, .. ObjectFormat.Sha1.ComputeChecksum(pack)];
        var name = Path.Combine(folder, $"pack-{Convert.ToHexStringLower(whole.AsSpan(^20..))}.pack");
        File.WriteAllBytes(name, whole);
        byte[] index = [.. indexVersion == 1 ? MakeFirstIndex() : MakeSecondIndex(), .. whole.AsSpan(^20..)];
        File.WriteAllBytes(Path.ChangeExtension(name, "idx"), [.. index, .. ObjectFormat.Sha1.ComputeChecksum(index)]);
        return name;
    }

    private void Add(ObjectId id, EntryType type, int size, byte[] head, byte[] compressed)
    {
        var offset = End;
        byte[] entry = [.. EncodeSize(type, size), .. head, .. compressed];
        _bytes.AddRange(entry);
        _entries.Add((id, offset, Crc32.HashToUInt32(entry)));
    }

    private static byte[] EncodeSize(EntryType type, int size) => size < 16 ? [(byte)(((int)type << 4) | size)]
        : size < 2048 ? [(byte)(0x80 | ((int)type << 4) | (size & 15)), (byte)(size >> 4)]
        : throw new ArgumentOutOfRangeException(nameof(size), "an entry has less than 2,048 bytes");

    /// <summary>Returns an index of version 1 (gitformat-pack): fan-out, then offset and id of each object.</summary>
    private byte[] MakeFirstIndex()
    {
        var sorted = Sort();
        return [.. MakeFanOut(sorted), .. sorted.SelectMany(entry => (byte[])[.. Encode((uint)entry.Offset), .. BytesOf(entry.Id)])];
    }

    /// <summary>Returns an index of version 2 (gitformat-pack): magic, version, fan-out, ids, checksums, offsets.</summary>
    private byte[] MakeSecondIndex()
    {
        var sorted = Sort();
        return
        [
            0xFF, .. "tOc"u8, 0, 0, 0, 2, .. MakeFanOut(sorted), .. sorted.SelectMany(entry => BytesOf(entry.Id)),
            .. sorted.SelectMany(entry => Encode(entry.Crc)), .. sorted.SelectMany(entry => Encode((uint)entry.Offset)),
        ];
    }

    private (ObjectId Id, int Offset, uint Crc)[] Sort() => [.. _entries.OrderBy(entry => entry.Id)];

    private static byte[] MakeFanOut((ObjectId Id, int Offset, uint Crc)[] sorted) =>
        [.. Enumerable.Range(0, 256).SelectMany(first => Encode((uint)sorted.Count(entry => BytesOf(entry.Id)[0] <= first)))];

    private static byte[] BytesOf(ObjectId id)
    {
        var bytes = new byte[32];
        id.CopyTo(bytes);
        return bytes[..20];
    }

    private static byte[] Encode(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
