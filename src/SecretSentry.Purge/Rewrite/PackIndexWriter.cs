using System.Buffers.Binary;
using SecretSentry.Git.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>Writes the index of a pack (gitformat-pack, "Version 2 pack-*.idx files").</summary>
internal static class PackIndexWriter
{
    private const uint Large = 0x8000_0000;

    public static void Write(Stream file, ObjectFormat format, IEnumerable<(ObjectId Id, long Offset, uint Crc)> objects,
        ReadOnlySpan<byte> packChecksum)
    {
        using var content = new MemoryStream();
        var sorted = objects.OrderBy(entry => entry.Id).ToArray();
        Number(content, 0xFF744F63);
        Number(content, 2);
        for (var (first, count) = (0, 0); first < 256; first++)
        {
            while (count < sorted.Length && GetFirstByte(sorted[count].Id) <= first)
            {
                count++;
            }

            Number(content, (uint)count);
        }

        Span<byte> id = stackalloc byte[32];
        foreach (var entry in sorted)
        {
            entry.Id.CopyTo(id);
            content.Write(id[..format.IdLength]);
        }

        foreach (var entry in sorted)
        {
            Number(content, entry.Crc);
        }

        var large = sorted.Where(entry => entry.Offset >= Large).Select(entry => entry.Offset).ToArray();
        uint next = 0;
        foreach (var entry in sorted)
        {
            Number(content, entry.Offset < Large ? (uint)entry.Offset : Large | next++);
        }

        foreach (var offset in large)
        {
            Number(content, (uint)(offset >> 32));
            Number(content, (uint)offset);
        }

        content.Write(packChecksum);
        content.Write(format.ComputeChecksum(content.GetBuffer().AsSpan(0, (int)content.Length)));
        content.WriteTo(file);
    }

    private static int GetFirstByte(ObjectId id)
    {
        Span<byte> bytes = stackalloc byte[32];
        id.CopyTo(bytes);
        return bytes[0];
    }

    private static void Number(Stream file, uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        file.Write(bytes);
    }
}
