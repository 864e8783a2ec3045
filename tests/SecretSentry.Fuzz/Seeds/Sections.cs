using System.Buffers.Binary;

namespace SecretSentry.Fuzz.Seeds;

/// <summary>Several files in one input: each with its length in two bytes before it; the last one has the rest.</summary>
internal static class Sections
{
    public static byte[] Join(params byte[][] files)
    {
        var all = new List<byte>();
        foreach (var file in files[..^1])
        {
            all.AddRange([(byte)(file.Length >> 8), (byte)file.Length, .. file]);
        }

        return [.. all, .. files[^1]];
    }

    /// <summary>Returns the next file and removes it from <paramref name="rest"/>. A length that is too large is cut.</summary>
    public static Span<byte> Take(ref Span<byte> rest)
    {
        var length = rest.Length < 2 ? 0 : Math.Min(BinaryPrimitives.ReadUInt16BigEndian(rest), rest.Length - 2);
        var file = rest.Slice(Math.Min(2, rest.Length), length);
        rest = rest[Math.Min(2 + length, rest.Length)..];
        return file;
    }
}
