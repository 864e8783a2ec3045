using SecretSentry.Fuzz.Runs;
using SecretSentry.Fuzz.Seeds;
using SecretSentry.Git.Objects;

namespace SecretSentry.Fuzz.Targets;

/// <summary>A delta and its base. The same result, or the same refusal, as <see cref="SlowDelta"/>.</summary>
internal sealed class DeltaTarget : FuzzTarget
{
    private const int MaxResult = 1 << 20;

    private readonly ObjectBuffer _source = new();
    private readonly ObjectBuffer _delta = new();
    private readonly ObjectBuffer _result = new();

    public override string Name => "delta";

    public override IEnumerable<byte[]> MakeSeeds(SeedFolder seeds)
    {
        byte[] source = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        yield return Sections.Join(source, [100, 8, 0x90, 5, 3, 1, 2, 3]);
        yield return Sections.Join(source, [100, 0xC8, 1, 0xB1, 10, 90, 0, 0x91, 0, 50, 60, .. source[..60]]);
        yield return Sections.Join(source, [100, 0x80, 0x80, 4, 0x80]);
        yield return Sections.Join([.. Enumerable.Repeat((byte)7, 1500)], [0xDC, 0x0B, 0xE8, 7, 0xB0, 0xE8, 3]);
    }

    public override void Run(byte[] input)
    {
        var rest = input.AsSpan();
        Fill(_source, Sections.Take(ref rest));
        Fill(_delta, rest);
        var problem = Delta.ReadLengths(_delta.Content, out var baseLength, out var length, out var head);
        if (problem is not null || baseLength != _source.Length || length > MaxResult)
        {
            return;
        }

        _result.Reserve((int)length);
        problem = Delta.Apply(_source, _delta, head, _result);
        var expected = SlowDelta.Apply(_source.Content, _delta.Content[head..], (int)length);
        Require(problem is null == expected is not null, "a delta is refused by one reader only");
        if (expected is not null)
        {
            Require(_result.Content.SequenceEqual(expected), "a delta has two results");
            RequireOperations(expected);
        }
    }

    /// <summary>The operations of a delta that was applied cover its result, and the merged copies are copies.</summary>
    private void RequireOperations(byte[] result)
    {
        var end = 0;
        for (var operations = Delta.ReadOperations(_delta.Content); operations.Read();)
        {
            Require(operations.Start == end, "the operations of a delta do not follow each other");
            end += operations.Length;
        }

        Require(end == result.Length, "the operations of a delta do not cover its result");
        var copies = new List<DeltaCopy>();
        Delta.ReadCopies(_delta.Content, copies);
        foreach (var copy in copies)
        {
            Require(_source.Content.Slice(copy.Source, copy.Length).SequenceEqual(result.AsSpan(copy.Start, copy.Length)),
                "a copy of a delta is no copy");
        }
    }

    private static unsafe void Fill(ObjectBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        buffer.Reserve(bytes.Length);
        bytes.CopyTo(new(buffer.Start, bytes.Length));
    }
}
