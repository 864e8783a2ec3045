using System.Security.Cryptography;
using SecretSentry.Scanning.Cache;

namespace SecretSentry.Tests.Scanning.Cache;

public sealed class SealedContentTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Content_is_read_as_it_was_written(int length)
    {
        var content = RandomNumberGenerator.GetBytes(length);
        Read(Seal(content), _key).Should().Equal(content);
        Read(Seal(content), RandomNumberGenerator.GetBytes(32)).Should().BeEmpty("the key is another");
    }

    /// <summary>The form, computed here a second time.</summary>
    [Fact]
    public void The_form_is_the_documented_one()
    {
        var content = "some content"u8.ToArray();
        byte[] head = [.. "SSCACHE1"u8, 12, 0, 0, 0, 0, 0, 0, 0];
        byte[] body = [.. head, .. HMACSHA256.HashData(_key, head), .. content];
        Seal(content).Should().Equal([.. body, .. HMACSHA256.HashData(_key, body)]);
    }

    [Fact]
    public void A_change_of_any_bit_is_noticed()
    {
        var sealedBytes = Seal("some content"u8.ToArray());
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            var changed = (byte[])sealedBytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Read(changed, _key).Should().BeEmpty("bit {0} is changed", bit);
        }
    }

    [Fact]
    public void A_file_that_is_shorter_or_longer_is_not_read()
    {
        var sealedBytes = Seal("some content"u8.ToArray());
        for (var length = 0; length < sealedBytes.Length; length++)
        {
            Read(sealedBytes[..length], _key).Should().BeEmpty();
        }

        Read([.. sealedBytes, 0], _key).Should().BeEmpty();
        Read([.. sealedBytes, .. sealedBytes], _key).Should().BeEmpty();
    }

    [Fact]
    public void The_head_of_one_file_does_not_fit_another()
    {
        var (one, other) = (Seal("some content"u8.ToArray()), Seal("more content"u8.ToArray()));
        Read([.. one[..48], .. other[48..]], _key).Should().Equal("more content"u8.ToArray(), "the heads are the same");
        other = Seal("longer content"u8.ToArray());
        Read([.. one[..48], .. other[48..]], _key).Should().BeEmpty();
        Read([.. other[..48], .. one[48..], 0, 0], _key).Should().BeEmpty();
    }

    public void Dispose() => File.Delete(_path);

    private byte[] Seal(byte[] content)
    {
        using var output = new MemoryStream();
        SealedContent.Write(output, _key, content);
        return output.ToArray();
    }

    private byte[] Read(byte[] bytes, byte[] key)
    {
        File.WriteAllBytes(_path, bytes);
        using var file = File.OpenHandle(_path);
        return SealedContent.Read(file, key);
    }
}
