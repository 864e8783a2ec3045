using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>A place where a rule's literal stands: a match that contains it starts from <paramref name="First"/> to <paramref name="Last"/>.</summary>
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
    private int _count;

    /// <summary>What <see cref="Run"/> found, by ascending <see cref="Candidate.First"/>; valid until it is called again.</summary>
    public ReadOnlySpan<Candidate> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>Finds all candidates of <paramref name="content"/>.</summary>
    public void Run(ReadOnlySpan<byte> content)
    {
        _count = 0;
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
    }

    /// <summary>The positions of the hits at which the exact tables name a bucket; how many.</summary>
    private int Expand(ref byte start, int hits, ushort[] exact)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(exact);
        ref var places = ref MemoryMarshal.GetArrayDataReference(_places);
        var count = 0;
        foreach (ref readonly var hit in _hits.AsSpan(0, hits))
        {
            for (var mask = hit.Mask; mask != 0; mask &= mask - 1)
            {
                var at = (hit.Block * Kernel.BlockLength) + System.Numerics.BitOperations.TrailingZeroCount(mask);
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
                ConfirmBucket(content, at, bytes, table, System.Numerics.BitOperations.TrailingZeroCount(buckets));
            }
        }
    }

    /// <summary>Four literals at a time against the eight bytes at the window; those that pass are compared in full.</summary>
    private void ConfirmBucket(ReadOnlySpan<byte> content, int at, ulong bytes, LiteralTable table, int bucket)
    {
        var (first, end) = (table.Starts[bucket], table.Starts[bucket + 1]);
        var all = Vector256.Create(bytes);
        for (var i = first; i < end; i += Vector256<ulong>.Count)
        {
            var equal = Vector256.Equals((all | Vector256.LoadUnsafe(ref table.Folds[0], (nuint)i)) & Vector256.LoadUnsafe(ref table.Masks[0], (nuint)i), Vector256.LoadUnsafe(ref table.Values[0], (nuint)i));
            for (var passed = equal.ExtractMostSignificantBits() & ~(uint.MaxValue << Math.Min(end - i, Vector256<ulong>.Count)); passed != 0; passed &= passed - 1)
            {
                ConfirmEntry(content, at, table.Entries[i + System.Numerics.BitOperations.TrailingZeroCount(passed)]);
            }
        }
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

        Insert(rules.Compiled(entry.Rule).Lead is null
            ? new(entry.Rule, Math.Max(0, start - entry.MaxOffset), start - entry.MinOffset)
            : new(entry.Rule, start, start));
    }

    /// <summary>Keeps the order by first place; candidates come nearly in it.</summary>
    private void Insert(Candidate candidate)
    {
        if (_count == _candidates.Length)
        {
            Array.Resize(ref _candidates, _count * 2);
        }

        var at = _count++;
        for (; at > 0 && _candidates[at - 1].First > candidate.First; at--)
        {
            _candidates[at] = _candidates[at - 1];
        }

        _candidates[at] = candidate;
    }

    private readonly record struct Place(int At, int Buckets);
}
