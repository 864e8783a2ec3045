using System.Buffers.Binary;
using System.IO.Hashing;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Seeds;

/// <summary>Makes the checksums of changed packs and indexes right.</summary>
internal static class PackFiles
{
    private const int Id = 20;
    private const int FanOut = 1024;

    /// <summary>Sets the checksum at the end of a file.</summary>
    public static void Seal(Span<byte> file)
    {
        if (file.Length > Id)
        {
            ObjectFormat.Sha1.ComputeChecksum(file[..^Id]).CopyTo(file[^Id..]);
        }
    }

    /// <summary>Sets the checksum of a pack, those of its entries, and that of the pack in its index.</summary>
    public static void Seal(Span<byte> index, Span<byte> pack)
    {
        Seal(pack);
        if (index.Length < 2 * Id || pack.Length < Id)
        {
            return;
        }

        pack[^Id..].CopyTo(index[^(2 * Id)..^Id]);
        SealEntries(index, pack);
        Seal(index);
    }

    /// <summary>The CRC-32 of each entry, in an index of version 2 whose tables lie where they should.</summary>
    private static void SealEntries(Span<byte> index, Span<byte> pack)
    {
        var count = index.Length < 8 + FanOut ? 0 : BinaryPrimitives.ReadInt32BigEndian(index[(8 + FanOut - 4)..]);
        var crcs = 8 + FanOut + (Id * (long)count);
        if (count is <= 0 or > 1000 || crcs + (8L * count) + (2 * Id) > index.Length || index[0] != 0xFF)
        {
            return;
        }

        var starts = new List<uint>();
        for (var i = 0; i < count; i++)
        {
            starts.Add(BinaryPrimitives.ReadUInt32BigEndian(index[((int)crcs + (4 * count) + (4 * i))..]));
        }

        uint[] sorted = [.. starts.Order(), (uint)(pack.Length - Id)];
        for (var i = 0; i < count; i++)
        {
            var place = Array.IndexOf(sorted, starts[i]);
            var end = sorted[Math.Min(place + 1, count)];
            if (starts[i] < end && end <= pack.Length)
            {
                BinaryPrimitives.WriteUInt32BigEndian(index[((int)crcs + (4 * i))..], Crc32.HashToUInt32(pack[(int)starts[i]..(int)end]));
            }
        }
    }
}
