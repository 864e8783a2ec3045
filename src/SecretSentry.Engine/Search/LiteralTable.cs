using System.Numerics;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>
/// The prefilter's tables. Every literal is put, by a window of four positions, in one of 32 buckets; table k maps a byte to
/// the buckets that allow it as k-th byte of a window. So <c>T0[a] &amp; T1[b] &amp; T2[c] &amp; T3[d]</c> is the set of buckets
/// whose literals may stand at <c>abcd</c>: never a miss, sometimes a false alarm, which <see cref="WindowIndex"/> then rules out. The vector
/// kernels see only the class of a byte (<see cref="ByteClasses"/>).
/// </summary>
internal sealed class LiteralTable
{
    public const int Buckets = 32;

    /// <summary>The buckets, eight to a byte.</summary>
    public const int Groups = Buckets / 8;

    /// <summary>Bytes of <see cref="Folded"/>.</summary>
    public const int FoldedLength = Literal.WindowLength * Groups * ByteClasses.Count;

    private readonly Func<IReadOnlyList<LiteralEntry>> _entries;
    private uint[]? _exact;
    private byte[]? _rows;

    /// <param name="folded">See <see cref="Folded"/>.</param>
    /// <param name="entries">The literals, asked for when something but the kernels' table is wanted.</param>
    public LiteralTable(byte[] folded, Func<IReadOnlyList<LiteralEntry>> entries) => (Folded, _entries) = (folded, entries);

    /// <summary>What the vector kernels look up: for each position and group of eight buckets a byte for each class.</summary>
    public byte[] Folded { get; }

    /// <summary>
    /// The same for shuffles of sixteen entries, by the lower four bits of a byte; made when first asked for. For each position and group three
    /// rows, each twice so that it fills 32 bytes: bytes without bit 6, whatever bit 4 is; those with bit 6, without bit 4; those with both.
    /// </summary>
    public byte[] Rows => _rows ??= MakeRows(Folded);

    /// <summary>
    /// In the row of bytes without bit 6, those with bit 4 (digits and a few marks) stand at their lower four bits turned by this: so they share their places with
    /// <c>$ % ( ) * + , - . /</c> and line ends, not with the space, which stands everywhere.
    /// </summary>
    public const int TurnOfDigits = 0b1100;

    /// <summary>Bytes of a row.</summary>
    public const int RowLength = 32;

    /// <summary>Bytes of the rows of a position and group.</summary>
    public const int RowsLength = 3 * RowLength;

    /// <summary>The literals.</summary>
    public IReadOnlyList<LiteralEntry> Entries => _entries();

    /// <summary>Four tables of 256 bucket masks, one behind the other; made when first asked for, as only the scalar kernel needs them.</summary>
    public uint[] Exact => _exact ??= MakeExact(Entries);

    /// <param name="entries">Literals with buckets below <see cref="Buckets"/>.</param>
    public static LiteralTable Of(IReadOnlyList<LiteralEntry> entries)
    {
        var folded = new byte[FoldedLength];
        foreach (var entry in entries)
        {
            ForEachByte(entry, (k, b) => folded[(((k * Groups) + (entry.Bucket >> 3)) * ByteClasses.Count) + ByteClasses.Of((byte)b)] |= (byte)(1 << (entry.Bucket & 7)));
        }

        return new(folded, () => entries);
    }

    private static byte[] MakeRows(byte[] folded)
    {
        var rows = new byte[Literal.WindowLength * Groups * RowsLength];
        for (var i = 0; i < folded.Length; i++)
        {
            var (group, c) = (i / ByteClasses.Count, i % ByteClasses.Count);
            var row = (group * RowsLength) + (Math.Max(0, (c / 16) - 1) * RowLength) + ((c % 16) ^ (c / 16 == 1 ? TurnOfDigits : 0));
            rows[row] |= folded[i];
            rows[row + 16] |= folded[i];
        }

        return rows;
    }

    private static uint[] MakeExact(IReadOnlyList<LiteralEntry> entries)
    {
        var exact = new uint[Literal.WindowLength * 256];
        foreach (var entry in entries)
        {
            ForEachByte(entry, (k, b) => exact[(k * 256) + b] |= 1u << entry.Bucket);
        }

        return exact;
    }

    /// <summary>Every byte that <paramref name="entry"/> allows at each position of its window.</summary>
    private static void ForEachByte(LiteralEntry entry, Action<int, int> act)
    {
        Span<ulong> words = stackalloc ulong[4];
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            entry.WindowSet(k).CopyWords(words);
            for (var w = 0; w < words.Length; w++)
            {
                for (var word = words[w]; word != 0; word &= word - 1)
                {
                    act(k, (w * 64) + BitOperations.TrailingZeroCount(word));
                }
            }
        }
    }
}
