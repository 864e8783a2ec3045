using SecretSentry.Git.Objects;

namespace SecretSentry.Tests.Git.Objects;

public sealed class DeltaTests : IDisposable
{
    private readonly ObjectBuffer _base = new();
    private readonly ObjectBuffer _delta = new();
    private readonly ObjectBuffer _result = new();

    [Fact]
    public void Copies_and_inserts_produce_the_result()
    {
        var (delta, expected) = Random(1, Contents.Make(3).AsSpan(0, 200).ToArray());
        Apply(Contents.Make(3).AsSpan(0, 200).ToArray(), delta, out var result).Should().BeNull();
        result.Should().Equal(expected);
    }

    [Fact]
    public void Every_valid_delta_and_its_listed_operations_produce_the_expected_content()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var source = Contents.Make(seed);
            var (delta, expected) = Random(seed, source);
            Apply(source, delta, out var result).Should().BeNull();
            result.AsSpan().SequenceEqual(expected).Should().BeTrue("seed {0}", seed);
            var operations = Delta.ReadOperations(delta);
            var told = new byte[expected.Length];
            while (operations.Read())
            {
                (operations.Source < 0 ? expected.AsSpan(operations.Start, operations.Length)
                    : source.AsSpan(operations.Source, operations.Length)).CopyTo(told.AsSpan(operations.Start));
            }

            told.AsSpan().SequenceEqual(expected).Should().BeTrue();
        }
    }

    [Theory]
    [InlineData("ends in the middle of its lengths", new byte[] { 0x80 })]
    [InlineData("reserved", new byte[] { 4, 1, 0 })]
    [InlineData("inserts more", new byte[] { 4, 3, 3, 1, 2 })]
    [InlineData("inserts more", new byte[] { 4, 1, 2, 1, 2 })]
    [InlineData("copies from outside", new byte[] { 4, 2, 0x91, 3, 2 })]
    [InlineData("copies from outside", new byte[] { 4, 2, 0x91, 5, 1 })]
    [InlineData("copies from outside", new byte[] { 4, 2, 0x9F, 0xFF, 0xFF, 0xFF, 0xFF, 2 })]
    [InlineData("copies from outside", new byte[] { 4, 2, 0x90 })]
    [InlineData("copies from outside", new byte[] { 4, 1, 0x90, 2 })]
    [InlineData("length that it states", new byte[] { 4, 3, 2, 1, 2 })]
    [InlineData("another length", new byte[] { 5, 1, 1, 1 })]
    public void An_invalid_delta_is_refused(string reason, byte[] delta) => Apply([1, 2, 3, 4], delta, out _).Should().Contain(reason);

    [Fact]
    public void Damaged_deltas_never_write_outside_the_buffer()
    {
        for (var seed = 0; seed < (Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is null ? 20_000 : 1_000_000); seed++)
        {
            var random = new Random(seed);
            var source = Contents.Make(seed % 200);
            var (delta, _) = Random(seed % 500, source);
            delta[random.Next(delta.Length)] = (byte)random.Next(256);
            Apply(source, delta.AsSpan(0, random.Next(2) == 0 ? delta.Length : random.Next(delta.Length)).ToArray(), out _);
        }
    }

    public void Dispose()
    {
        _base.Dispose();
        _delta.Dispose();
        _result.Dispose();
    }

    private unsafe string? Apply(byte[] source, byte[] delta, out byte[] result)
    {
        result = [];
        Set(_base, source);
        Set(_delta, delta);
        if (Delta.ReadLengths(_delta.Content, out var baseLength, out var length, out var head) is { } problem)
        {
            return problem;
        }

        if (baseLength != source.Length)
        {
            return "another length";
        }

        if (length > 1_000_000)
        {
            return "too large";
        }

        _result.Reserve((int)length);
        new Span<byte>(_result.Start + length, ObjectBuffer.Slack).Fill(0xEE);
        problem = Delta.Apply(_base, _delta, head, _result);
        new ReadOnlySpan<byte>(_result.Start + length + 128, ObjectBuffer.Slack - 128).ContainsAnyExcept((byte)0xEE).Should()
            .BeFalse("only the first 128 bytes after the result may be written");
        result = _result.Content.ToArray();
        return problem;
    }

    private static unsafe void Set(ObjectBuffer buffer, byte[] bytes)
    {
        buffer.Reserve(bytes.Length);
        bytes.CopyTo(new Span<byte>(buffer.Start, bytes.Length));
    }

    /// <summary>Returns a valid delta and the content that it produces.</summary>
    private static (byte[] Delta, byte[] Result) Random(int seed, byte[] source)
    {
        var random = new Random(seed);
        var (operations, result) = (new List<byte>(), new List<byte>());
        for (var n = random.Next(1, 30); n > 0; n--)
        {
            if (source.Length > 0 && random.Next(2) == 0)
            {
                var offset = random.Next(source.Length);
                var size = random.Next(1, Math.Min(source.Length - offset, 1 << random.Next(1, 17)) + 1);
                Copy(operations, offset, size);
                result.AddRange(source.AsSpan(offset, size));
            }
            else
            {
                var bytes = new byte[random.Next(1, 128)];
                random.NextBytes(bytes);
                operations.Add((byte)bytes.Length);
                operations.AddRange(bytes);
                result.AddRange(bytes);
            }
        }

        return ([.. Varint(source.Length), .. Varint(result.Count), .. operations], [.. result]);
    }

    private static void Copy(List<byte> operations, int offset, int size)
    {
        var (place, fields) = (operations.Count, 0x80);
        operations.Add(0);
        for (var bit = 0; bit < 7; bit++)
        {
            var value = bit < 4 ? offset >> (8 * bit) & 0xFF : (size == 0x10000 ? 0 : size) >> (8 * (bit - 4)) & 0xFF;
            if (value != 0)
            {
                fields |= 1 << bit;
                operations.Add((byte)value);
            }
        }

        operations[place] = (byte)fields;
    }

    private static IEnumerable<byte> Varint(int value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            yield return (byte)(value | 0x80);
        }

        yield return (byte)value;
    }
}
