using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>
/// The prefilter's tables. Every literal is put, by a window of four positions, in one of 32 buckets; table k maps a byte to
/// the buckets that allow it as k-th byte of a window. So <c>T0[a] &amp; T1[b] &amp; T2[c] &amp; T3[d]</c> is the set of buckets
/// whose literals may stand at <c>abcd</c>: never a miss, sometimes a false alarm, which the entries then rule out. The same tables
/// exist in coarser forms for the vector kernels: by the lower six and by the lower five bits of a byte.
/// </summary>
internal sealed class LiteralTable
{
    public const int Buckets = 32;

    /// <summary>The buckets, eight to a byte.</summary>
    public const int Groups = Buckets / 8;

    /// <summary>Entries that are compared in one step.</summary>
    public const int Lanes = 8;

    private LiteralTable(IEnumerable<LiteralEntry> entries)
    {
        Entries = [.. entries.OrderBy(e => e.Bucket)];
        Starts = [.. Enumerable.Range(0, Buckets + 1).Select(bucket => Entries.Count(e => e.Bucket < bucket))];
        var quick = Entries.Select(QuickCheck.Of).ToArray();
        // Room for a vector that reaches over the end of the last bucket.
        (Folds, Masks, Values) = ([.. quick.Select(q => q.Fold), .. new ulong[Lanes]], [.. quick.Select(q => q.Mask), .. new ulong[Lanes]], [.. quick.Select(q => q.Value), .. new ulong[Lanes]]);
        foreach (var entry in Entries)
        {
            Mark(entry);
        }
    }

    /// <summary>Four tables of 256 bucket masks, one behind the other.</summary>
    public uint[] Exact { get; } = new uint[Literal.WindowLength * 256];

    /// <summary>For each group and position: 32 bytes by the lower five bits.</summary>
    public byte[] FiveBits { get; } = new byte[Literal.WindowLength * Groups * 32];

    /// <summary>For each position and group: 64 bytes by the lower six bits.</summary>
    public byte[] SixBits { get; } = new byte[Literal.WindowLength * Groups * 64];

    /// <summary>All literals, by bucket.</summary>
    public LiteralEntry[] Entries { get; }

    /// <summary>For each entry the letters of its eight bytes that may stand in either case, see <see cref="QuickCheck"/>.</summary>
    public ulong[] Folds { get; }

    /// <summary>For each entry the bytes that are tested.</summary>
    public ulong[] Masks { get; }

    /// <summary>For each entry what they have to be.</summary>
    public ulong[] Values { get; }

    /// <summary>Where each bucket's entries start, and where the last one's end.</summary>
    public int[] Starts { get; }

    /// <summary>Lays out the literals of <paramref name="rules"/> with care; takes a second.</summary>
    public static LiteralTable Build(IReadOnlyList<CompiledRule> rules) => Layout(rules, isThorough: true);

    /// <summary>Lays them out in one pass; takes milliseconds.</summary>
    public static LiteralTable BuildQuickly(IReadOnlyList<CompiledRule> rules) => Layout(rules, isThorough: false);

    /// <summary>The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of <paramref name="added"/> beside them.</summary>
    public LiteralTable Keep(IReadOnlyList<int> kept, IReadOnlyList<CompiledRule> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        var layout = new BucketLayout(Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] }));
        layout.Add(LiteralsOf(added, kept.Count));
        return new LiteralTable(layout.Entries);
    }

    private static LiteralTable Layout(IReadOnlyList<CompiledRule> rules, bool isThorough)
    {
        var layout = new BucketLayout([]);
        layout.Add(LiteralsOf(rules, 0));
        if (isThorough)
        {
            layout.Improve();
        }

        return new LiteralTable(layout.Entries);
    }

    private static IEnumerable<(int Rule, Literal Literal)> LiteralsOf(IReadOnlyList<CompiledRule> rules, int first) =>
        rules.SelectMany((rule, number) => rule.Literals.Select(literal => (first + number, literal)));

    private void Mark(LiteralEntry entry)
    {
        var (group, bit) = (entry.Bucket >> 3, (byte)(1 << (entry.Bucket & 7)));
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            var set = entry.WindowSet(k);
            for (var b = 0; b < 256; b++)
            {
                if (set.Contains((byte)b))
                {
                    Exact[(k * 256) + b] |= 1u << entry.Bucket;
                    FiveBits[(((group * Literal.WindowLength) + k) * 32) + (b & 31)] |= bit;
                    SixBits[(((k * Groups) + group) * 64) + (b & 63)] |= bit;
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
        var sets = Entries.SelectMany(e => e.Sets).Distinct().ToArray();
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

        writer.Write(Entries.Length);
        foreach (var entry in Entries)
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

    public static LiteralTable Read(ReadOnlySpan<byte> data)
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

        return new LiteralTable(entries);
    }
}
