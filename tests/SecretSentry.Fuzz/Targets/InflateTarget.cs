using System.Buffers.Binary;
using System.IO.Compression;
using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>
/// A zlib stream and the length that it should have. What is inflated equals what the base class library inflates, and what that inflates
/// is not refused.
/// </summary>
internal sealed unsafe class InflateTarget : FuzzTarget
{
    private const int MaxResult = 1 << 16;

    private readonly Inflater _inflater = new();
    private readonly ObjectBuffer _result = new();
    private readonly byte[] _plain = new byte[MaxResult + 1];

    public override string Name => "inflate";

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        byte[] text = seeds.Repository.ReadObject("blob", "HEAD:a.txt");
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            yield return Make(text, level);
            yield return Make(text[..50], level);
            yield return Make([.. Enumerable.Range(0, 600).Select(i => (byte)(i * i * 31 >> 3))], level);
            yield return Make([], level);
            yield return Make(new byte[3000], level);
        }
    }

    public override void Run(byte[] input)
    {
        if (input.Length < 2)
        {
            return;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(input);
        var stream = input.AsSpan(2);
        _result.Reserve(length);
        InflateResult result;
        int used;
        fixed (byte* source = stream)
        {
            result = _inflater.Inflate(source, source + stream.Length, _result.Start, length, out var after);
            used = (int)(after - source);
        }

        Require(used >= 0 && used <= stream.Length, "inflate says that it read outside of its input");
        if (result == InflateResult.Done)
        {
            byte[] whole = [.. stream[..used], 0, 0, 0, 0];
            BinaryPrimitives.WriteUInt32BigEndian(whole.AsSpan(used), Adler32.Compute(_result.Content));
            Require(Read(whole) == length && _plain.AsSpan(0, length).SequenceEqual(_result.Content), "inflate differs from the library");
        }
        else
        {
            Require(Read(stream.ToArray()) != length || !HasChecksum(stream, length), "inflate refuses what the library reads");
        }
    }

    /// <summary>
    /// Whether a stream ends with the checksum of what the library read. The library says nothing when a stream ends too soon.
    /// </summary>
    private bool HasChecksum(ReadOnlySpan<byte> stream, int length)
    {
        Span<byte> checksum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Adler32.Compute(_plain.AsSpan(0, length)));
        return length > 0 && stream.EndsWith(checksum);
    }

    /// <summary>Returns the number of bytes that the library reads; negative when it finds damage.</summary>
    private int Read(byte[] stream)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(stream), CompressionMode.Decompress);
            return zlib.ReadAtLeast(_plain, _plain.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return -1;
        }
    }

    private static byte[] Make(byte[] content, CompressionLevel level)
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, level, leaveOpen: true))
        {
            zlib.Write(content);
        }

        return [(byte)(content.Length >> 8), (byte)content.Length, .. output.ToArray()];
    }
}
