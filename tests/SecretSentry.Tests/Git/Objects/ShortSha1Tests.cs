using System.Security.Cryptography;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

public class ShortSha1Tests
{
    [Fact]
    public void Hashes_equal_those_of_the_library_for_every_length_and_every_split()
    {
        var bytes = new byte[400];
        new Random(7).NextBytes(bytes);
        Span<byte> hash = stackalloc byte[ShortSha1.Length];
        for (var length = 0; length < bytes.Length; length++)
        {
            for (var head = 0; head <= Math.Min(length, 64); head++)
            {
                ShortSha1.Hash(bytes.AsSpan(0, head), bytes.AsSpan(head, length - head), hash);
                hash.SequenceEqual(SHA1.HashData(bytes.AsSpan(0, length))).Should().BeTrue($"{length} bytes, split after {head}");
            }
        }
    }

    [Fact]
    public void Object_ids_equal_hashes_of_the_library_on_both_sides_of_the_limit()
    {
        foreach (var length in (int[])[0, 1, 65535, 65536, 65537, 200_000])
        {
            var content = new byte[length];
            new Random(length).NextBytes(content);
            byte[] whole = [.. System.Text.Encoding.ASCII.GetBytes($"blob {length}\0"), .. content];
            ObjectFormat.Sha1.ComputeId(ObjectKind.Blob, content).Should().Be(new ObjectId(SHA1.HashData(whole)));
        }
    }
}
