using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>
/// All literals of a rule set, on as many tables as keep their buckets sparse. A kernel has registers for 32 buckets; twice the literals in them
/// raise four times the false alarms, so beyond some number a second pass over bytes that are in the cache already costs less.
/// </summary>
internal sealed class LiteralSheets
{
    /// <summary>Literals that share a table at the most, measured with the built-in rules.</summary>
    private const int LiteralsPerSheet = 480;

    private readonly ByteFold _fold;

    private LiteralSheets(ByteFold fold, IEnumerable<LiteralEntry> entries)
    {
        _fold = fold;
        Entries = [.. entries.OrderBy(entry => entry.Bucket)];
        var sheets = Entries.Length == 0 ? 1 : (Entries[^1].Bucket / LiteralTable.Buckets) + 1;
        Tables = [.. Enumerable.Range(0, sheets).Select(sheet => new LiteralTable(fold, Entries.Where(e => e.Bucket / LiteralTable.Buckets == sheet).Select(e => e with { Bucket = e.Bucket % LiteralTable.Buckets })))];
    }

    /// <summary>One for each pass.</summary>
    public LiteralTable[] Tables { get; }

    /// <summary>All literals, by bucket; buckets are numbered on over the tables.</summary>
    public LiteralEntry[] Entries { get; }

    private static int SheetsFor(int literals) => Math.Max(1, (literals + LiteralsPerSheet - 1) / LiteralsPerSheet);

    /// <summary>Lays out the literals of <paramref name="rules"/>: with care, which takes seconds, or in one pass, which takes milliseconds.</summary>
    public static LiteralSheets Build(IReadOnlyList<CompiledRule> rules, ByteFold fold, bool isThorough)
    {
        var layout = new BucketLayout(fold, SheetsFor(rules.Sum(rule => rule.Literals.Count)), []);
        layout.Add(LiteralsOf(rules, 0));
        if (isThorough)
        {
            layout.Improve();
        }

        return new LiteralSheets(fold, layout.Entries);
    }

    /// <summary>The literals of the rules <paramref name="kept"/>, which are numbered anew from 0 in that order, where they are; those of <paramref name="added"/> beside them.</summary>
    public LiteralSheets Keep(IReadOnlyList<int> kept, IReadOnlyList<CompiledRule> added)
    {
        var numbers = kept.Select((old, now) => (old, now)).ToDictionary(pair => pair.old, pair => pair.now);
        LiteralEntry[] stay = [.. Entries.Where(e => numbers.ContainsKey(e.Rule)).Select(e => e with { Rule = numbers[e.Rule] })];
        var layout = new BucketLayout(_fold, Math.Max(stay.Length == 0 ? 1 : Tables.Length, SheetsFor(stay.Length + added.Sum(rule => rule.Literals.Count))), stay);
        layout.Add(LiteralsOf(added, kept.Count));
        return new LiteralSheets(_fold, layout.Entries);
    }

    private static IEnumerable<(int Rule, Literal Literal)> LiteralsOf(IReadOnlyList<CompiledRule> rules, int first) =>
        rules.SelectMany((rule, number) => rule.Literals.Select(literal => (first + number, literal)));

    /// <summary>
    /// The form the pattern compiler embeds, little-endian: the number of distinct classes and their words, the number of literals, then for each
    /// its bucket, window offset, length, boundary, rule, offsets and the numbers of its classes.
    /// </summary>
    public byte[] Write()
    {
        var entries = Entries;
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

    public static LiteralSheets Read(ByteFold fold, ReadOnlySpan<byte> data)
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

        return new LiteralSheets(fold, entries);
    }
}
