using System.IO.Compression;
using System.Runtime.Versioning;
using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

[UnsupportedOSPlatform("windows")]
public sealed unsafe class InflaterTests : IDisposable
{
    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;

    private readonly Inflater _inflater = new();
    private readonly GuardedMemory _input = new(1 << 20);
    private readonly GuardedMemory _output = new(1 << 20);

    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Streams_of_zlib_are_inflated_to_the_original_content(CompressionLevel level)
    {
        for (var seed = 0; seed < (IsDeep ? 20_000 : 400); seed++)
        {
            var content = Contents.Make(seed);
            var stream = Deflate(content, level);
            Inflate(stream, content.Length, out var output, out var used).Should().Be(InflateResult.Done, "seed {0}", seed);
            output.SequenceEqual(content).Should().BeTrue("seed {0}", seed);
            used.Should().Be(stream.Length - 4);
            Adler32.Compute(content).Should().Be(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(stream.AsSpan(used)));
        }
    }

    [Fact]
    public void A_stream_of_another_length_is_reported()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var content = Contents.Make(seed);
            var stream = Deflate(content, CompressionLevel.Optimal);
            Inflate(stream, content.Length + 1, out _, out _).Should().Be(InflateResult.TooShort);
            if (content.Length > 0)
            {
                Inflate(stream, content.Length - 1, out _, out _).Should().Be(InflateResult.TooLong);
                Inflate(stream, content.Length / 2, out var half, out _).Should().Be(InflateResult.TooLong);
                half.SequenceEqual(content.AsSpan(0, content.Length / 2)).Should().BeTrue();
            }
        }
    }

    /// <summary>Input and output end at pages without access. An access one byte too far ends the test run.</summary>
    [Fact]
    public void Damaged_and_truncated_streams_cause_no_crash_no_hang_and_no_read_beyond_the_end()
    {
        var results = new Dictionary<InflateResult, int>();
        for (var seed = 0; seed < (IsDeep ? 400_000 : 8_000); seed++)
        {
            var random = new Random(seed);
            var content = Contents.Make(seed % 300);
            var stream = Deflate(content, (CompressionLevel)(seed % 4));
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                stream[random.Next(stream.Length)] = (byte)random.Next(256);
            }

            var result = Inflate(stream.AsSpan(0, random.Next(3) == 0 ? random.Next(stream.Length + 1) : stream.Length),
                Math.Max(0, content.Length + random.Next(-2, 3)), out _, out var used);
            used.Should().BeInRange(0, stream.Length);
            results[result] = results.GetValueOrDefault(result) + 1;
        }

        results.Keys.Should().BeEquivalentTo(Enum.GetValues<InflateResult>());
    }

    [Fact]
    public void Inflating_noise_causes_no_crash()
    {
        for (var seed = 0; seed < (IsDeep ? 100_000 : 3_000); seed++)
        {
            var noise = new byte[seed % 700];
            new Random(seed).NextBytes(noise);
            if (noise.Length > 1)
            {
                (noise[0], noise[1]) = (0x78, 0x01);
            }

            Inflate(noise, 3000, out _, out _);
        }
    }

    [Fact]
    public void A_changed_stream_that_zlib_accepts_gives_the_same_content()
    {
        for (var seed = 0; seed < (IsDeep ? 100_000 : 4_000); seed++)
        {
            var random = new Random(seed);
            var content = Contents.Make(seed % 300);
            var stream = Deflate(content, (CompressionLevel)(seed % 4));
            stream[2 + random.Next(stream.Length - 2)] ^= (byte)(1 << random.Next(8));
            var theirs = Zlib(stream);
            var ours = Inflate(stream, theirs?.Length ?? content.Length, out var output, out _);
            if (theirs is not null)
            {
                ours.Should().BeOneOf([InflateResult.Done, InflateResult.InputEnds], "seed {0}", seed);
                output.SequenceEqual(theirs).Should().BeTrue("seed {0}", seed);
            }
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
    }

    private InflateResult Inflate(ReadOnlySpan<byte> stream, int length, out ReadOnlySpan<byte> output, out int used)
    {
        var source = _input.End - stream.Length;
        stream.CopyTo(new(source, stream.Length));
        var target = _output.End - length - ObjectBuffer.Slack;
        var result = _inflater.Inflate(source, _input.End, target, length, out var behind);
        output = new(target, length);
        used = (int)(behind - source);
        return result;
    }

    /// <summary>
    /// Decompresses a stream with .NET. Returns null when the stream is rejected. Checks the Adler-32 as well, because .NET accepts a
    /// truncated stream as a shorter one.
    /// </summary>
    private static byte[]? Zlib(byte[] stream)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress);
            using var output = new MemoryStream();
            zlib.CopyTo(output);
            var content = output.ToArray();
            return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(stream.AsSpan(stream.Length - 4)) == Adler32.Compute(content)
                ? content : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    internal static byte[] Deflate(byte[] content, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, level, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return output.Length > 0 ? output.ToArray() : [0x78, 0x9C, 3, 0, 0, 0, 0, 1];
    }
}
