using System.Numerics;
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

    /// <param name="fold">What the kernels see of a byte.</param>
    /// <param name="entries">Literals with buckets below <see cref="Buckets"/>.</param>
    public LiteralTable(ByteFold fold, IEnumerable<LiteralEntry> entries)
    {
        _fold = fold;
        Folded = new byte[Literal.WindowLength * Groups * 64];
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
    /// position twice the sixteen bytes without, then twice those with the fifth bit, as a shuffle of 32 bytes wants them.
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

    private void Mark(LiteralEntry entry)
    {
        var (group, bit) = (entry.Bucket >> 3, (byte)(1 << (entry.Bucket & 7)));
        Span<ulong> words = stackalloc ulong[4];
        for (var k = 0; k < Literal.WindowLength; k++)
        {
            var table = _fold == ByteFold.SixBits ? ((k * Groups) + group) * 64 : ((group * Literal.WindowLength) + k) * 64;
            entry.WindowSet(k).CopyWords(words);
            for (var w = 0; w < words.Length; w++)
            {
                for (var word = words[w]; word != 0; word &= word - 1)
                {
                    var b = (w * 64) + BitOperations.TrailingZeroCount(word);
                    Exact[(k * 256) + b] |= 1u << entry.Bucket;
                    if (_fold == ByteFold.SixBits)
                    {
                        Folded[table + (b & 63)] |= bit;
                        continue;
                    }

                    var place = table + (b & 15) + ((b & 16) * 2);
                    Folded[place] |= bit;
                    Folded[place + 16] |= bit;
                }
            }
        }
    }
}
