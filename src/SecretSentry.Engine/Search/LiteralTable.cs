using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>
/// The prefilter's tables. Every literal is put, by a window of four positions, in one of 32 buckets; table k maps a byte to
/// the buckets that allow it as k-th byte of a window. So <c>T0[a] &amp; T1[b] &amp; T2[c] &amp; T3[d]</c> is the set of buckets
/// whose literals may stand at <c>abcd</c>: never a miss, sometimes a false alarm, which the entries then rule out. The vector
/// kernels see less of a byte (<see cref="ByteFold"/>), so each has a layout of its own.
/// </summary>
internal sealed class LiteralTable
{
    public const int Buckets = 32;

    /// <summary>The buckets, eight to a byte.</summary>
    public const int Groups = Buckets / 8;

    /// <summary>Entries that are compared in one step; each bucket is filled up to a multiple of it.</summary>
    public const int Lanes = 16;

    private LiteralTable(ByteFold fold, IEnumerable<LiteralEntry> entries)
    {
        _fold = fold;
        Folded = new byte[Literal.WindowLength * Groups * (fold == ByteFold.SixBits ? 64 : 32)];
        var byBucket = entries.ToLookup(entry => entry.Bucket);
        var lanes = new List<LiteralEntry?>();
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            Starts[bucket] = lanes.Count;
            lanes.AddRange(byBucket[bucket]);
            lanes.AddRange(new LiteralEntry?[(Lanes - (lanes.Count % Lanes)) % Lanes]);
        }

        Starts[Buckets] = lanes.Count;
        _lanes = [.. lanes];
        Checks = new ulong[3 * lanes.Count];
        for (var i = 0; i < _lanes.Length; i++)
        {
            var check = _lanes[i] is { } entry ? QuickCheck.Of(entry) : QuickCheck.Never;
            var at = (i / Lanes * 3 * Lanes) + (i % Lanes);
            (Checks[at], Checks[at + Lanes], Checks[at + (2 * Lanes)]) = (check.Fold, check.Mask, check.Value);
            if (_lanes[i] is { } real)
            {
                Mark(real);
            }
        }
    }

    private readonly ByteFold _fold;
    private readonly LiteralEntry?[] _lanes;

    /// <summary>Four tables of 256 bucket masks, one behind the other.</summary>
    public uint[] Exact { get; } = new uint[Literal.WindowLength * 256];

    /// <summary>
    /// What the kernels look up, a byte for a group of eight buckets. By six bits: for each position and group 64 bytes; by five: for each group and
    /// position 32 bytes.
    /// </summary>
    public byte[] Folded { get; }

    /// <summary>All literals, by bucket.</summary>
    public IEnumerable<LiteralEntry> Entries => _lanes.OfType<LiteralEntry>();

    /// <summary>For each <see cref="Lanes"/> entries of a bucket their folds, masks and values, see <see cref="QuickCheck"/>.</summary>
    public ulong[] Checks { get; }

    /// <summary>The lane at which each bucket's entries start, and where the last one's end.</summary>
    public int[] Starts { get; } = new int[Buckets + 1];

    /// <summary>The literal in a lane that passed its check.</summary>
    public LiteralEntry Entry(int lane) => _lanes[lane]!;

    /// <summary>Lays out the literals of <paramref name="rules"/>: with care, which takes seconds, or in one pass, which takes milliseconds.</summary>
    public static LiteralTable Build(IReadOnlyList<CompiledRule> rules, ByteFold fold, bool isThorough)
    {
        var layout = new BucketLayout(fold, []);
        layout.Add(LiteralsOf(rules, 0));
        if (isThorough)
        {
            layout.Improve();
        }

        return new LiteralTable(fold, layout.Entries);
    }

    /// <summary>The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of <paramref name="added"/> beside them.</summary>
    public LiteralTable Keep(IReadOnlyList<int> kept, IReadOnlyList<CompiledRule> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        var layout = new BucketLayout(_fold, Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] }));
        layout.Add(LiteralsOf(added, kept.Count));
        return new LiteralTable(_fold, layout.Entries);
    }

    private static IEnumerable<(int Rule, Literal Literal)> LiteralsOf(IReadOnlyList<CompiledRule> rules, int first) =>
        rules.SelectMany((rule, number) => rule.Literals.Select(literal => (first + number, literal)));

    private void Mark(LiteralEntry entry)
    {
        var (group, bit) = (entry.Bucket >> 3, (byte)(1 << (entry.Bucket & 7)));
        Span<ulong> words = stackalloc ulong[4];
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            var table = _fold == ByteFold.SixBits ? ((k * Groups) + group) * 64 : ((group * Literal.WindowLength) + k) * 32;
            entry.WindowSet(k).CopyWords(words);
            for (var w = 0; w < words.Length; w++)
            {
                for (var word = words[w]; word != 0; word &= word - 1)
                {
                    var b = (w * 64) + BitOperations.TrailingZeroCount(word);
                    Exact[(k * 256) + b] |= 1u << entry.Bucket;
                    Folded[table + (b & (_fold == ByteFold.SixBits ? 63 : 31))] |= bit;
                }
            }
        }
    }

    /// <summary>
    /// The form the pattern compiler embeds, little-endian: the number of distinct classes and their words, the number of literals, then for each
    /// its bucket, window offset, length, boundary, rule, offsets and the numbers of its classes.
    /// </summary>
    public byte[] Write()
    {
        var entries = Entries.ToArray();
        var sets = entries.SelectMany(e => e.Sets).Distinct().ToArray();
        var numbers = sets.Select((set, number) => (set, number)).ToDictionary(pair => pair.set, pair => (ushort)pair.number);
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(sets.Length);
        Span<ulong> words = stackalloc ulong[4];
        foreach (var set in sets)
        {
            set.CopyWords(words);
            foreach (var word in words)
            {
                writer.Write(word);
            }
        }

        writer.Write(entries.Length);
        foreach (var entry in entries)
        {
            writer.Write((byte)entry.Bucket);
            writer.Write((byte)entry.WindowOffset);
            writer.Write((byte)entry.Sets.Length);
            writer.Write((byte)((entry.AtBoundary ? 1 : 0) | (entry.IsGate ? 2 : 0)));
            writer.Write(entry.Rule);
            writer.Write(entry.MinOffset);
            writer.Write(entry.MaxOffset);
            foreach (var set in entry.Sets)
            {
                writer.Write(numbers[set]);
            }
        }

        return stream.ToArray();
    }

    public static LiteralTable Read(ByteFold fold, ReadOnlySpan<byte> data)
    {
        var sets = new ByteSet[BinaryPrimitives.ReadInt32LittleEndian(data)];
        data = data[4..];
        for (var i = 0; i < sets.Length; i++)
        {
            sets[i] = ByteSet.FromWords(MemoryMarshal.Cast<byte, ulong>(data[..32]));
            data = data[32..];
        }

        var entries = new LiteralEntry[BinaryPrimitives.ReadInt32LittleEndian(data)];
        data = data[4..];
        for (var i = 0; i < entries.Length; i++)
        {
            var own = new ByteSet[data[2]];
            var numbers = data[16..];
            for (var s = 0; s < own.Length; s++)
            {
                own[s] = sets[BinaryPrimitives.ReadUInt16LittleEndian(numbers[(2 * s)..])];
            }

            entries[i] = new LiteralEntry(
                BinaryPrimitives.ReadInt32LittleEndian(data[4..]),
                own,
                data[1],
                BinaryPrimitives.ReadInt32LittleEndian(data[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(data[12..]),
                (data[3] & 1) != 0,
                (data[3] & 2) != 0,
                data[0]);
            data = numbers[(2 * own.Length)..];
        }

        return new LiteralTable(fold, entries);
    }
}
