using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Security.Cryptography;
using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>
/// Writes one pack with its index (gitformat-pack, version 2 of both). Trees that are similar to an earlier one are written as deltas on
/// it. Nothing is visible to git until <see cref="Finish"/>. Without it the files are deleted.
/// </summary>
internal sealed class PackWriter : IObjectSink
{
    /// <summary>Type of a delta that refers to its base by a distance (gitformat-pack, "pack-*.pack files").</summary>
    private const int OffsetDelta = 6;

    /// <summary>Maximum length of a chain of deltas, git's default.</summary>
    private const int MaxDepth = 50;

    /// <summary>Content shorter than this number of bytes is not compressed, because compression costs more than it saves.</summary>
    private const int ShortestCompressed = 160;

    private readonly ObjectFormat _format;
    private readonly ObjectNamer _namer;
    private readonly string _folder;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly MemoryStream _entry = new();
    private readonly Dictionary<ObjectId, (long Offset, uint Crc, int Depth)> _entries = [];
    private long _offset = Header;
    private const int Header = 12;

    /// <summary>Creates a writer for a pack in the object folder <paramref name="objects"/>.</summary>
    public PackWriter(string objects, ObjectFormat format)
    {
        (_format, _namer, _folder) = (format, new(format), Path.Combine(objects, "pack"));
        Directory.CreateDirectory(_folder);
        _temporary = Path.Combine(_folder, $"tmp_pack_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}");
        _file = new(_temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 });
        _file.Write(new byte[Header]);
    }

    /// <summary>Number of objects so far.</summary>
    public int Count => _entries.Count;

    public ObjectId Add(ObjectKind kind, ReadOnlySpan<byte> content)
    {
        var id = _namer.ComputeId(kind, content);
        if (!_entries.ContainsKey(id))
        {
            Write(id, (int)kind, content, [], 0);
        }

        return id;
    }

    public ObjectId AddLike(ReadOnlySpan<byte> tree, ReadOnlySpan<byte> model, ObjectId modelId)
    {
        var id = _namer.ComputeId(ObjectKind.Tree, tree);
        if (_entries.ContainsKey(id))
        {
            return id;
        }

        if (_entries.TryGetValue(modelId, out var below) && below.Depth < MaxDepth
            && TreeDelta.Make(model, tree, _format.IdLength) is { } delta)
        {
            Write(id, OffsetDelta, delta, EncodeDistance(_offset - below.Offset), below.Depth + 1);
        }
        else
        {
            Write(id, (int)ObjectKind.Tree, tree, [], 0);
        }

        return id;
    }

    /// <summary>
    /// Completes pack and index and moves them to their final names. The index is moved last, which makes both visible. Returns the path of
    /// the pack; null when nothing was written.
    /// </summary>
    public string? Finish()
    {
        if (_entries.Count == 0)
        {
            return null;
        }

        Span<byte> header = stackalloc byte[Header];
        "PACK"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], 2);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], (uint)_entries.Count);
        _file.Position = 0;
        _file.Write(header);
        _file.Flush();
        _file.Position = 0;
        var checksum = _format.ComputeChecksum(_file);
        _file.Position = _offset;
        _file.Write(checksum);
        _file.Flush(flushToDisk: true);
        _file.Dispose();

        var path = Path.Combine(_folder, $"pack-{Convert.ToHexStringLower(checksum)}.pack");
        var index = _temporary + ".idx";
        using (var file = File.Create(index))
        {
            PackIndexWriter.Write(file, _format, _entries.Select(entry => (entry.Key, entry.Value.Offset, entry.Value.Crc)), checksum);
            file.Flush(flushToDisk: true);
        }

        MoveFile(_temporary, path);
        MoveFile(index, Path.ChangeExtension(path, "idx"));
        return path;
    }

    public void Dispose()
    {
        _file.Dispose();
        _entry.Dispose();
        _namer.Dispose();
        File.Delete(_temporary);
        File.Delete(_temporary + ".idx");
    }

    /// <summary>Moves a file and marks it read-only, as git does. Packs are never written to again.</summary>
    private static void MoveFile(string from, string to)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(from, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        File.Move(from, to, overwrite: true);
    }

    private void Write(ObjectId id, int type, ReadOnlySpan<byte> content, ReadOnlySpan<byte> afterHead, int depth)
    {
        _entry.SetLength(0);
        WriteHead(type, content.Length);
        _entry.Write(afterHead);
        if (content.Length < ShortestCompressed)
        {
            Store(content);
        }
        else
        {
            using var deflate = new ZLibStream(_entry, CompressionLevel.Fastest, leaveOpen: true);
            deflate.Write(content);
        }

        var bytes = _entry.GetBuffer().AsSpan(0, (int)_entry.Length);
        _entries.Add(id, (_offset, Crc32.HashToUInt32(bytes), depth));
        _file.Write(bytes);
        _offset += bytes.Length;
    }

    /// <summary>Writes type and length. The first byte contains four bits of the length, each further byte seven, low bits first.</summary>
    private void WriteHead(int type, long length)
    {
        var first = (byte)((type << 4) | (int)(length & 15));
        for (length >>= 4; length > 0; length >>= 7)
        {
            _entry.WriteByte((byte)(first | 0x80));
            first = (byte)(length & 0x7F);
        }

        _entry.WriteByte(first);
    }

    /// <summary>Writes a zlib stream (RFC 1950) of one stored block (RFC 1951, 3.2.4).</summary>
    private void Store(ReadOnlySpan<byte> content)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16LittleEndian(four, (ushort)content.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(four[2..], (ushort)~content.Length);
        _entry.Write([0x78, 0x01, 0x01]);
        _entry.Write(four);
        _entry.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(four, Adler32.Compute(content));
        _entry.Write(four);
    }

    /// <summary>gitformat-pack, "offset encoding".</summary>
    private static byte[] EncodeDistance(long distance)
    {
        var bytes = new List<byte> { (byte)(distance & 0x7F) };
        while ((distance >>= 7) > 0)
        {
            bytes.Insert(0, (byte)(0x80 | (--distance & 0x7F)));
        }

        return [.. bytes];
    }
}
