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
    private const int BlocksPerPart = 512;

    private readonly Hit[] _hits = new Hit[BlocksPerPart];
    private readonly Place[] _places = new Place[(BlocksPerPart * Kernel.BlockLength) + 1];
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
        var table = rules.Literals;
        ref var start = ref MemoryMarshal.GetReference(content);
        var whole = Math.Max(0, (content.Length - Kernel.Overreach) / Kernel.BlockLength);
        for (var block = 0; block < whole; block += BlocksPerPart)
        {
            ref var part = ref Unsafe.Add(ref start, block * Kernel.BlockLength);
            var hits = kernel.Find(ref part, Math.Min(BlocksPerPart, whole - block), table, _hits);
            Confirm(content, block * Kernel.BlockLength, Expand(ref part, hits, table.Exact));
        }

        // Behind the end the bytes count as zero, which the padding of short literals allows.
        var rest = whole * Kernel.BlockLength;
        Array.Clear(_tail);
        content[rest..].CopyTo(_tail);
        ref var tail = ref MemoryMarshal.GetArrayDataReference(_tail);
        var last = kernel.Find(ref tail, 2, table, _hits);
        Confirm(content, rest, Expand(ref tail, last, table.Exact));
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

    private void Confirm(ReadOnlySpan<byte> content, int origin, int places)
    {
        var table = rules.Literals;
        foreach (var place in _places.AsSpan(0, places))
        {
            var at = origin + place.At;
            var bytes = at + 8 <= content.Length ? Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(content), at)) : Padded(content, at);
            for (var buckets = place.Buckets; buckets != 0; buckets &= buckets - 1)
            {
                var bucket = BitOperations.TrailingZeroCount(buckets);
                ConfirmBucket(content, at, bytes, table, table.Starts[bucket], table.Starts[bucket + 1]);
            }
        }
    }

    /// <summary>Eight literals at a time against the eight bytes at the window; those that pass are compared in full.</summary>
    private void ConfirmBucket(ReadOnlySpan<byte> content, int at, ulong bytes, LiteralTable table, int first, int end)
    {
        ref var folds = ref MemoryMarshal.GetArrayDataReference(table.Folds);
        ref var masks = ref MemoryMarshal.GetArrayDataReference(table.Masks);
        ref var values = ref MemoryMarshal.GetArrayDataReference(table.Values);
        for (var i = first; i < end; i += LiteralTable.Lanes)
        {
            var passed = Passed(bytes, ref Unsafe.Add(ref folds, i), ref Unsafe.Add(ref masks, i), ref Unsafe.Add(ref values, i)) & ~(uint.MaxValue << Math.Min(end - i, LiteralTable.Lanes));
            for (; passed != 0; passed &= passed - 1)
            {
                ConfirmEntry(content, at, table.Entries[i + BitOperations.TrailingZeroCount(passed)]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Passed(ulong bytes, ref ulong folds, ref ulong masks, ref ulong values)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            return (uint)Vector512.Equals((Vector512.Create(bytes) | Vector512.LoadUnsafe(ref folds)) & Vector512.LoadUnsafe(ref masks), Vector512.LoadUnsafe(ref values)).ExtractMostSignificantBits();
        }

        var passed = 0u;
        if (Vector128.IsHardwareAccelerated)
        {
            for (nuint k = 0; k < LiteralTable.Lanes; k += 4)
            {
                passed |= Vector256.Equals((Vector256.Create(bytes) | Vector256.LoadUnsafe(ref folds, k)) & Vector256.LoadUnsafe(ref masks, k), Vector256.LoadUnsafe(ref values, k)).ExtractMostSignificantBits() << (int)k;
            }

            return passed;
        }

        for (var k = 0; k < LiteralTable.Lanes; k++)
        {
            passed |= ((bytes | Unsafe.Add(ref folds, k)) & Unsafe.Add(ref masks, k)) == Unsafe.Add(ref values, k) ? 1u << k : 0;
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
