using System.Buffers.Binary;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Search;

/// <summary>
/// The prefilter's tables. Every literal is put, by a window of four positions, in one of 16 buckets; table k maps a byte to
/// the buckets that allow it as k-th byte of a window. So <c>T0[a] &amp; T1[b] &amp; T2[c] &amp; T3[d]</c> is the set of buckets
/// whose literals may stand at <c>abcd</c>: never a miss, sometimes a false alarm, which <see cref="Entries"/> then rule out.
/// </summary>
internal sealed class LiteralTable
{
    public const int Buckets = 16;

    private LiteralTable(ushort[] tables, Entry[][] entries) => (Tables, Entries) = (tables, entries);

    /// <summary>Four tables of 256 bucket masks, one behind the other.</summary>
    public ushort[] Tables { get; }

    /// <summary>The literals of each bucket.</summary>
    public Entry[][] Entries { get; }

    /// <summary>The literals of one rule.</summary>
    public IReadOnlyList<Literal> Of(int rule) =>
        [.. Entries.SelectMany(bucket => bucket).Where(e => e.Rule == rule).Select(e => new Literal(e.Sets, e.MinOffset, e.MaxOffset))];

    public static LiteralTable Build(IReadOnlyList<CompiledRule> rules)
    {
        var entries = rules.SelectMany((rule, number) => rule.Literals.Select(literal => Entry.Of(number, literal)));
        var buckets = Enumerable.Range(0, Buckets).Select(_ => new Bucket()).ToArray();
        foreach (var entry in entries.OrderBy(e => ByteModel.Rate(e.Window())))
        {
            buckets.MinBy(bucket => bucket.CostOf(entry))!.Add(entry);
        }

        return Freeze([.. buckets.Select(b => b.Entries.ToArray())]);
    }

    /// <summary>The form the pattern compiler embeds: a literal count, then for each its bucket, rule, offsets and sets, little-endian.</summary>
    public byte[] Write()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Entries.Sum(bucket => bucket.Length));
        Span<ulong> words = stackalloc ulong[4];
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            foreach (var entry in Entries[bucket])
            {
                writer.Write((byte)bucket);
                writer.Write((byte)entry.WindowOffset);
                writer.Write((byte)entry.Sets.Length);
                writer.Write(entry.Rule);
                writer.Write(entry.MinOffset);
                writer.Write(entry.MaxOffset);
                foreach (var set in entry.Sets)
                {
                    set.CopyWords(words);
                    writer.Write(words[0]);
                    writer.Write(words[1]);
                    writer.Write(words[2]);
                    writer.Write(words[3]);
                }
            }
        }

        return stream.ToArray();
    }

    public static LiteralTable Read(ReadOnlySpan<byte> data)
    {
        var buckets = Enumerable.Range(0, Buckets).Select(_ => new List<Entry>()).ToArray();
        var count = BinaryPrimitives.ReadInt32LittleEndian(data);
        data = data[4..];
        Span<ulong> words = stackalloc ulong[4];
        for (var i = 0; i < count; i++)
        {
            var sets = new ByteSet[data[2]];
            var header = data[..15];
            data = data[15..];
            for (var s = 0; s < sets.Length; s++)
            {
                for (var w = 0; w < 4; w++)
                {
                    words[w] = BinaryPrimitives.ReadUInt64LittleEndian(data[(w * 8)..]);
                }

                sets[s] = ByteSet.FromWords(words);
                data = data[32..];
            }

            buckets[header[0]].Add(new Entry(
                BinaryPrimitives.ReadInt32LittleEndian(header[3..]),
                sets,
                header[1],
                BinaryPrimitives.ReadInt32LittleEndian(header[7..]),
                BinaryPrimitives.ReadInt32LittleEndian(header[11..])));
        }

        return Freeze([.. buckets.Select(b => b.ToArray())]);
    }

    private static LiteralTable Freeze(Entry[][] entries)
    {
        var tables = new ushort[Literal.WindowLength * 256];
        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            foreach (var entry in entries[bucket])
            {
                Mark(tables, (ushort)(1 << bucket), entry);
            }
        }

        return new LiteralTable(tables, entries);
    }

    private static void Mark(ushort[] tables, ushort bit, Entry entry)
    {
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            var set = entry.WindowSet(k);
            for (var b = 0; b < 256; b++)
            {
                if (set.Contains((byte)b))
                {
                    tables[(k * 256) + b] |= bit;
                }
            }
        }
    }

    /// <param name="Rule">Number of the rule the literal belongs to.</param>
    /// <param name="Sets">What each position must hold.</param>
    /// <param name="WindowOffset">Position of <paramref name="Sets"/> at which the searched window starts.</param>
    /// <param name="MinOffset">Fewest bytes between the start of the match and the literal.</param>
    /// <param name="MaxOffset">Most bytes between them.</param>
    internal sealed record Entry(int Rule, ByteSet[] Sets, int WindowOffset, int MinOffset, int MaxOffset)
    {
        public static Entry Of(int rule, Literal literal) =>
            new(rule, literal.Sets, Literal.BestWindow(literal.Sets).Offset, literal.MinOffset, literal.MaxOffset);

        public ByteSet WindowSet(int k) => WindowOffset + k < Sets.Length ? Sets[WindowOffset + k] : ByteSet.All;

        public ByteSet[] Window() => [WindowSet(0), WindowSet(1), WindowSet(2), WindowSet(3)];

        /// <summary>Whether the literal stands at <paramref name="start"/>, which may lie outside.</summary>
        public bool StandsAt(ReadOnlySpan<byte> content, int start)
        {
            if (start < 0 || start + Sets.Length > content.Length)
            {
                return false;
            }

            for (var i = 0; i < Sets.Length; i++)
            {
                if (!Sets[i].Contains(content[start + i]))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private sealed class Bucket
    {
        private readonly ByteSet[] _union = new ByteSet[Literal.WindowLength];
        private double _rate;

        public List<Entry> Entries { get; } = [];

        /// <summary>How many more false alarms the bucket would raise with the entry in it.</summary>
        public double CostOf(Entry entry) => ByteModel.Rate(UnionWith(entry)) - _rate;

        public void Add(Entry entry)
        {
            UnionWith(entry).CopyTo(_union, 0);
            _rate = ByteModel.Rate(_union);
            Entries.Add(entry);
        }

        private ByteSet[] UnionWith(Entry entry) => [.. _union.Select((set, k) => set.Union(entry.WindowSet(k)))];
    }
}
