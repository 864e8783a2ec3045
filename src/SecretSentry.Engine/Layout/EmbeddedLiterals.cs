using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// The form in which the pattern compiler embeds <see cref="LiteralIndex"/>, so that none of it is computed when the program starts. All
/// numbers are little-endian. The order is: three counts (tables, literals, classes) and the kind; the index; the check of each literal;
/// for each table what the kernels look up; the words of the classes; for each literal the offset of its record, relative to the first
/// record; the records. A record contains, in one byte each: bucket, window offset, length, and flags (bit 0: boundary, bit 1: keyword,
/// from bit 2: number of the context DFA plus one). Then follow the rule and the two offsets in four bytes each, and the numbers of its
/// classes in two bytes each.
/// </summary>
internal sealed class EmbeddedLiterals
{
    private const int ClassLength = 32;
    private const int RecordLength = 16;

    private readonly Source _source;
    private readonly (int Checks, int Tables, int Classes, int Starts, int Records) _offsets;
    private readonly int _tables;

    public EmbeddedLiterals(Source source)
    {
        _source = source;
        var data = source();
        var counts = MemoryMarshal.Cast<byte, int>(data)[..4];
        (_tables, Count, Kind) = (counts[0], counts[1], (LookupKind)counts[3]);
        var classes = counts[2];
        data = data[(4 * sizeof(int))..];
        Index = WindowIndex.Read(ref data);
        var checks = source().Length - data.Length;
        var tables = checks + (Count * Marshal.SizeOf<QuickCheck>());
        var sets = tables + (_tables * LiteralTable.GetLookupLength(Kind));
        var starts = sets + (classes * ClassLength);
        _offsets = (checks, tables, sets, starts, starts + (Count * sizeof(int)));
    }

    /// <summary>The embedded bytes.</summary>
    public delegate ReadOnlySpan<byte> Source();

    /// <summary>Number of literals.</summary>
    public int Count { get; }

    /// <summary>The kind of kernels that the literals are laid out for.</summary>
    public LookupKind Kind { get; }

    public WindowIndex Index { get; }

    public QuickCheck[] ReadChecks() => MemoryMarshal.Cast<byte, QuickCheck>(_source()[_offsets.Checks.._offsets.Tables]).ToArray();

    /// <summary>Returns what the kernels look up, for each table.</summary>
    public IEnumerable<byte[]> ReadLookups() => Enumerable.Range(0, _tables)
        .Select(table =>
        _source().Slice(_offsets.Tables + (table * LiteralTable.GetLookupLength(Kind)), LiteralTable.GetLookupLength(Kind)).ToArray());

    /// <summary>Returns the literal with a number below <see cref="Count"/>.</summary>
    public LiteralEntry ReadEntry(int number)
    {
        var data = _source();
        var record = data[(_offsets.Records + MemoryMarshal.Read<int>(data[(_offsets.Starts + (number * sizeof(int)))..]))..];
        var sets = new ByteSet[record[2]];
        for (var i = 0; i < sets.Length; i++)
        {
            var offset = _offsets.Classes + (MemoryMarshal.Read<ushort>(record[(RecordLength + (i * sizeof(ushort)))..]) * ClassLength);
            sets[i] = ByteSet.FromWords(MemoryMarshal.Cast<byte, ulong>(data.Slice(offset, ClassLength)));
        }

        var (rule, min, max) = (MemoryMarshal.Read<int>(record[4..]), MemoryMarshal.Read<int>(record[8..]),
            MemoryMarshal.Read<int>(record[12..]));
        return new(rule, sets, record[1], min, max, NeedsBoundary: (record[3] & 1) != 0, IsKeyword: (record[3] & 2) != 0, record[0])
        {
            Around = (record[3] >> 2) - 1,
        };
    }

    /// <summary>Returns the bytes to embed for <paramref name="index"/>.</summary>
    public static byte[] Write(LiteralIndex index)
    {
        LiteralEntry[] entries = [.. index.Entries];
        var sets = entries.SelectMany(e => e.Sets).Distinct().ToArray();
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Array.ForEach([index.Tables.Length, entries.Length, sets.Length, (int)index.Kind], writer.Write);
        index.Index.Write(writer);
        writer.Write(MemoryMarshal.AsBytes<QuickCheck>(index.Checks));
        foreach (var table in index.Tables)
        {
            writer.Write(table.Lookup);
        }

        Span<ulong> words = stackalloc ulong[ClassLength / sizeof(ulong)];
        foreach (var set in sets)
        {
            set.CopyWords(words);
            writer.Write(MemoryMarshal.AsBytes(words));
        }

        WriteRecords(writer, entries, sets.Select((set, number) => (set, number))
            .ToDictionary(pair => pair.set, pair => (ushort)pair.number));
        writer.Flush();
        return stream.ToArray();
    }

    private static void WriteRecords(BinaryWriter writer, LiteralEntry[] entries, Dictionary<ByteSet, ushort> numbers)
    {
        var start = 0;
        foreach (var entry in entries)
        {
            writer.Write(start);
            start += RecordLength + (entry.Sets.Length * sizeof(ushort));
        }

        foreach (var entry in entries)
        {
            writer.Write([(byte)entry.Bucket, (byte)entry.WindowOffset, (byte)entry.Sets.Length,
                checked((byte)((entry.NeedsBoundary ? 1 : 0) | (entry.IsKeyword ? 2 : 0) | ((entry.Around + 1) << 2)))]);
            Array.ForEach([entry.Rule, entry.MinOffset, entry.MaxOffset], writer.Write);
            foreach (var set in entry.Sets)
            {
                writer.Write(numbers[set]);
            }
        }
    }
}
