using System.Numerics;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>
/// The prefilter's tables. Every literal is put, by a window of four positions, in one of 32 buckets; table k maps a byte to
/// the buckets that allow it as k-th byte of a window. So <c>T0[a] &amp; T1[b] &amp; T2[c] &amp; T3[d]</c> is the set of buckets
/// whose literals may stand at <c>abcd</c>: never a miss, sometimes a false alarm, which <see cref="WindowIndex"/> then rules out. The vector
/// kernels see less of a byte (<see cref="ByteFold"/>), so each has a layout of its own.
/// </summary>
internal sealed class LiteralTable
{
    public const int Buckets = 32;

    /// <summary>The buckets, eight to a byte.</summary>
    public const int Groups = Buckets / 8;

    /// <summary>Bytes of <see cref="Folded"/>.</summary>
    public const int FoldedLength = Literal.WindowLength * Groups * 64;

    private readonly Func<IReadOnlyList<LiteralEntry>> _entries;
    private uint[]? _exact;

    /// <param name="fold">What the kernels see of a byte.</param>
    /// <param name="folded">See <see cref="Folded"/>.</param>
    /// <param name="entries">The literals, asked for when something but the kernels' table is wanted.</param>
    public LiteralTable(ByteFold fold, byte[] folded, Func<IReadOnlyList<LiteralEntry>> entries) => (Fold, Folded, _entries) = (fold, folded, entries);

    /// <summary>What the kernels see of a byte.</summary>
    public ByteFold Fold { get; }

    /// <summary>
    /// What the kernels look up, a byte for a group of eight buckets. By six bits: for each position and group 64 bytes; by five: for each group and
    /// position twice the sixteen bytes without, then twice those with the fifth bit, as a shuffle of 32 bytes wants them.
    /// </summary>
    public byte[] Folded { get; }

    /// <summary>The literals.</summary>
    public IReadOnlyList<LiteralEntry> Entries => _entries();

    /// <summary>Four tables of 256 bucket masks, one behind the other; made when first asked for, as only the scalar kernel needs them.</summary>
    public uint[] Exact => _exact ??= MakeExact(Entries);

    /// <param name="fold">What the kernels see of a byte.</param>
    /// <param name="entries">Literals with buckets below <see cref="Buckets"/>.</param>
    public static LiteralTable Of(ByteFold fold, IReadOnlyList<LiteralEntry> entries)
    {
        var folded = new byte[FoldedLength];
        foreach (var entry in entries)
        {
            ForEachByte(entry, (k, b) => Mark(folded, fold, entry.Bucket, k, b));
        }

        return new(fold, folded, () => entries);
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

    private static void Mark(byte[] folded, ByteFold fold, int bucket, int k, int b)
    {
        var (group, bit) = (bucket >> 3, (byte)(1 << (bucket & 7)));
        if (fold == ByteFold.SixBits)
        {
            folded[(((k * Groups) + group) * 64) + (b & 63)] |= bit;
            return;
        }

        var place = (((group * Literal.WindowLength) + k) * 64) + (b & 15) + ((b & 16) * 2);
        folded[place] |= bit;
        folded[place + 16] |= bit;
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
