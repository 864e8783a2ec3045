using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>A place where a rule's literal stands: a match that contains it starts from <paramref name="First"/> to <paramref name="Last"/>. Where it can start at one place only, the rule's lookahead has been asked.</summary>
internal readonly record struct Candidate(int Rule, int First, int Last);

/// <summary>
/// From bytes to candidates, in three steps over a part that stays in the first-level cache: the kernel's hits; of these the positions at which
/// the exact tables name a bucket; of these the literals that really stand there. Each step writes unconditionally and moves on by a
/// condition, so that no step mispredicts. One per thread.
/// </summary>
internal sealed class Prefilter(RuleSet rules, Kernel kernel)
{
    /// <summary>Bytes that are looked at in one go: with the lists and tables they stay in the first-level cache.</summary>
    public const int PartLength = BlocksPerPart * Kernel.BlockLength;

    private const int BlocksPerPart = 256;

    private readonly LiteralTable[] _tables = rules.SheetsFor(kernel.Fold).Tables;
    private readonly Hit[] _hits = new Hit[BlocksPerPart];
    private readonly Place[] _places = new Place[PartLength + 1];
    private readonly byte[] _tail = new byte[(2 * Kernel.BlockLength) + Kernel.Overreach + 1];
    private Candidate[] _candidates = new Candidate[64];
    private readonly int[] _latest = new int[rules.Rules.Count];
    private bool _isSorted;
    private int _count;

    /// <summary>What <see cref="Run"/> found, those of one rule by ascending <see cref="Candidate.First"/>; valid until it is called again.</summary>
    public ReadOnlySpan<Candidate> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>Finds all candidates of <paramref name="content"/>.</summary>
    public void Run(ReadOnlySpan<byte> content)
    {
        (_count, _isSorted) = (0, true);
        ref var start = ref MemoryMarshal.GetReference(content);
        var whole = Math.Max(0, (content.Length - Kernel.Overreach) / Kernel.BlockLength);
        for (var block = 0; block < whole; block += BlocksPerPart)
        {
            ref var part = ref Unsafe.Add(ref start, block * Kernel.BlockLength);
            foreach (var table in _tables)
            {
                var hits = kernel.Find(ref part, Math.Min(BlocksPerPart, whole - block), table, _hits);
                Confirm(content, block * Kernel.BlockLength, Expand(ref part, hits, table.Exact), table);
            }
        }

        // Behind the end the bytes count as zero, which the padding of short literals allows.
        var rest = whole * Kernel.BlockLength;
        Array.Clear(_tail);
        content[rest..].CopyTo(_tail);
        ref var tail = ref MemoryMarshal.GetArrayDataReference(_tail);
        foreach (var table in _tables)
        {
            var hits = kernel.Find(ref tail, 2, table, _hits);
            Confirm(content, rest, Expand(ref tail, hits, table.Exact), table);
        }

        Settle();
    }

    /// <summary>Candidates come in the order of their literals, which is that of their first places for nearly all rules.</summary>
    private void Settle()
    {
        if (!_isSorted)
        {
            _candidates.AsSpan(0, _count).Sort(static (a, b) => a.First.CompareTo(b.First));
        }

        foreach (ref readonly var candidate in Candidates)
        {
            _latest[candidate.Rule] = 0;
        }
    }

    /// <summary>The positions of the hits at which the exact tables name a bucket; how many.</summary>
    private int Expand(ref byte start, int hits, uint[] exact)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(exact);
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        var count = 0;
        foreach (ref readonly var hit in _hits.AsSpan(0, hits))
        {
            for (var mask = hit.Mask; mask != 0; mask &= mask - 1)
            {
                var at = (hit.Block * Kernel.BlockLength) + BitOperations.TrailingZeroCount(mask);
                ref var bytes = ref Unsafe.Add(ref start, at);
                var buckets = Unsafe.Add(ref tables, bytes) & Unsafe.Add(ref tables, 256 + Unsafe.Add(ref bytes, 1))
                    & Unsafe.Add(ref tables, 512 + Unsafe.Add(ref bytes, 2)) & Unsafe.Add(ref tables, 768 + Unsafe.Add(ref bytes, 3));
                Unsafe.Add(ref places, count) = new(at, buckets);
                count += buckets != 0 ? 1 : 0;
            }
        }

        return count;
    }

    private void Confirm(ReadOnlySpan<byte> content, int origin, int places, LiteralTable table)
    {
        ref var checks = ref MemoryMarshal.GetArrayDataReference(table.Checks);
        foreach (var place in _places.AsSpan(0, places))
        {
            var at = origin + place.At;
            var bytes = at + 8 <= content.Length ? Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(content), at)) : Padded(content, at);
            for (var buckets = place.Buckets; buckets != 0; buckets &= buckets - 1)
            {
                var bucket = BitOperations.TrailingZeroCount(buckets);
                var (lane, end) = (table.Starts[bucket], table.Starts[bucket + 1]);
                for (; lane < end; lane += LiteralTable.Lanes)
                {
                    for (var passed = Passed(bytes, ref Unsafe.Add(ref checks, 3 * lane)); passed != 0; passed &= passed - 1)
                    {
                        ConfirmEntry(content, at, table.Entry(lane + BitOperations.TrailingZeroCount(passed)));
                    }
                }
            }
        }
    }

    /// <summary>Which of the <see cref="LiteralTable.Lanes"/> literals the eight bytes at the window allow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Passed(ulong bytes, ref ulong checks)
    {
        var passed = 0u;
        if (Vector512.IsHardwareAccelerated)
        {
            var all = Vector512.Create(bytes);
            return (uint)Vector512.Equals((all | Vector512.LoadUnsafe(ref checks)) & Vector512.LoadUnsafe(ref checks, 16), Vector512.LoadUnsafe(ref checks, 32)).ExtractMostSignificantBits()
                | ((uint)Vector512.Equals((all | Vector512.LoadUnsafe(ref checks, 8)) & Vector512.LoadUnsafe(ref checks, 24), Vector512.LoadUnsafe(ref checks, 40)).ExtractMostSignificantBits() << 8);
        }

        if (Vector128.IsHardwareAccelerated)
        {
            var all = Vector256.Create(bytes);
            for (nuint k = 0; k < LiteralTable.Lanes; k += 4)
            {
                passed |= Vector256.Equals((all | Vector256.LoadUnsafe(ref checks, k)) & Vector256.LoadUnsafe(ref checks, k + 16), Vector256.LoadUnsafe(ref checks, k + 32)).ExtractMostSignificantBits() << (int)k;
            }

            return passed;
        }

        for (var k = 0; k < LiteralTable.Lanes; k++)
        {
            passed |= ((bytes | Unsafe.Add(ref checks, k)) & Unsafe.Add(ref checks, k + 16)) == Unsafe.Add(ref checks, k + 32) ? 1u << k : 0;
        }

        return passed;
    }

    /// <summary>Eight bytes of which some lie behind the end: those are zero.</summary>
    private static ulong Padded(ReadOnlySpan<byte> content, int at)
    {
        var bytes = 0UL;
        for (var i = 0; at + i < content.Length; i++)
        {
            bytes |= (ulong)content[at + i] << (8 * i);
        }

        return bytes;
    }

    private void ConfirmEntry(ReadOnlySpan<byte> content, int window, LiteralEntry entry)
    {
        var start = window - entry.WindowOffset;
        if (start < entry.MinOffset || !entry.StandsAt(content, start))
        {
            return;
        }

        var compiled = rules.Compiled(entry.Rule);
        if (entry.MinOffset == entry.MaxOffset && compiled.Lookahead is { } lookahead && !lookahead.MayMatch(content, start - entry.MinOffset))
        {
            return;
        }

        Add(new(entry.Rule, Math.Max(0, start - entry.MaxOffset), start - entry.MinOffset));
    }

    private void Add(Candidate candidate)
    {
        if (_count == _candidates.Length)
        {
            Array.Resize(ref _candidates, _count * 2);
        }

        ref var latest = ref _latest[candidate.Rule];
        _isSorted &= candidate.First >= latest;
        latest = candidate.First;
        _candidates[_count++] = candidate;
    }

    private readonly record struct Place(int At, uint Buckets);
}
