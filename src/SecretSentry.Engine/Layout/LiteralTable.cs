using System.Numerics;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// The prefilter's tables. Every literal is put in one of 32 buckets, by a window of four positions. Table k maps a byte to the buckets
/// that allow it as the k-th byte of a window. So <c>T0[a] &amp; T1[b] &amp; T2[c] &amp; T3[d]</c> is the set of buckets whose literals may
/// occur at <c>abcd</c>. It never misses a literal. It sometimes gives a false candidate, which <see cref="WindowIndex"/> then rules out.
/// The vector kernels see only the class of a byte (<see cref="LookupKind"/>).
/// </summary>
internal sealed class LiteralTable
{
    public const int Buckets = 32;

    /// <summary>Number of groups of eight buckets; a group is one byte.</summary>
    public const int Groups = Buckets / 8;

    /// <summary>Bytes of a row of short look-ups.</summary>
    public const int RowLength = 32;

    /// <summary>Bytes of the rows of one position and group.</summary>
    public const int RowsLength = ShortClasses.Count / 16 * RowLength;

    private readonly Func<IReadOnlyList<LiteralEntry>> _entries;
    private uint[]? _exact;

    /// <param name="lookup">See <see cref="Lookup"/>.</param>
    /// <param name="entries">Returns the literals. Called when something other than the kernels' table is needed.</param>
    public LiteralTable(byte[] lookup, Func<IReadOnlyList<LiteralEntry>> entries) => (Lookup, _entries) = (lookup, entries);

    /// <summary>
    /// What the vector kernels look up, for each position and group of eight buckets. For long look-ups there is a byte for each of
    /// <see cref="ByteClasses"/>. For short ones there is a byte for each of <see cref="ShortClasses"/>, in rows of sixteen. Each row is
    /// stored twice so that it fills 32 bytes.
    /// </summary>
    public byte[] Lookup { get; }

    /// <summary>The literals.</summary>
    public IReadOnlyList<LiteralEntry> Entries => _entries();

    /// <summary>
    /// Four tables of 256 bucket masks, one after the other. They are created on first use, because only the scalar kernel needs them.
    /// </summary>
    public uint[] Exact => _exact ??= MakeExact(Entries);

    /// <summary>Returns the number of bytes of <see cref="Lookup"/>.</summary>
    public static int GetLookupLength(LookupKind kind) =>
        Literal.WindowLength * Groups * (kind == LookupKind.Long ? ByteClasses.Count : RowsLength);

    /// <param name="kind">Which kernels it is for.</param>
    /// <param name="entries">Literals with buckets below <see cref="Buckets"/>.</param>
    public static LiteralTable Create(LookupKind kind, IReadOnlyList<LiteralEntry> entries)
    {
        var lookup = new byte[GetLookupLength(kind)];
        foreach (var entry in entries)
        {
            Enter(kind, entry, lookup);
        }

        return new(lookup, () => entries);
    }

    private static void Enter(LookupKind kind, LiteralEntry entry, byte[] lookup)
    {
        var (window, bucket) = (entry.Window, (byte)(1 << (entry.Bucket & 7)));
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            var group = (k * Groups) + (entry.Bucket >> 3);
            for (var classes = window.GetClasses(k); classes != 0; classes &= classes - 1)
            {
                var c = BitOperations.TrailingZeroCount(classes);
                if (kind == LookupKind.Long)
                {
                    lookup[(group * ByteClasses.Count) + c] |= bucket;
                    continue;
                }

                var offset = (group * RowsLength) + (ShortClasses.Chosen.GetShortClass(c) / 16 * RowLength)
                    + (ShortClasses.Chosen.GetShortClass(c) % 16);
                lookup[offset] |= bucket;
                lookup[offset + 16] |= bucket;
            }
        }
    }

    private static uint[] MakeExact(IReadOnlyList<LiteralEntry> entries)
    {
        var exact = new uint[Literal.WindowLength * 256];
        Span<ulong> words = stackalloc ulong[4];
        foreach (var entry in entries)
        {
            for (var k = 0; k < Literal.WindowLength; k++)
            {
                entry.GetWindowSet(k).CopyWords(words);
                for (var w = 0; w < words.Length; w++)
                {
                    for (var word = words[w]; word != 0; word &= word - 1)
                    {
                        exact[(k * 256) + (w * 64) + BitOperations.TrailingZeroCount(word)] |= 1u << entry.Bucket;
                    }
                }
            }
        }

        return exact;
    }
}
