using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// Processes 32 positions at a time. Each byte is looked up by two <c>pshufb</c> of sixteen entries. The byte's class decides which of them
/// answers; the other gives zero, as a shuffle does for an index whose top bit is set. Indices are computed once for each byte and kept for
/// its four positions in windows.
/// </summary>
internal sealed class Avx2Kernel : Kernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override LookupKind Lookup => LookupKind.Short;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<ushort> positions) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Lookup), ref MemoryMarshal.GetReference(positions));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(ref byte start, int blocks, ref byte rows, ref ushort positions)
    {
        Unsafe.SkipInit(out KernelBuffer buffer);
        ref var own = ref buffer.Align();
        Unsafe.CopyBlockUnaligned(ref own, ref rows, KernelBuffer.Rows);
        ref var indices = ref Unsafe.Add(ref own, KernelBuffer.Rows);
        var found = 0;
        for (var first = 0; first < blocks; first += KernelBuffer.Blocks)
        {
            var count = Math.Min(KernelBuffer.Blocks, blocks - first);
            ComputeIndices(ref Unsafe.Add(ref start, first * BlockLength), count * BlockLength, ref indices);
            for (var block = 0; block < count; block++)
            {
                found = Flatten(FindCandidates(ref Unsafe.Add(ref indices, block * BlockLength), ref own), (first + block) * BlockLength,
                    ref positions, found);
            }
        }

        return found;
    }

    /// <summary>Computes the indices of <paramref name="length"/> bytes and of the few bytes after them.</summary>
    private static void ComputeIndices(ref byte bytes, int length, ref byte indices)
    {
        ref var tables = ref MemoryMarshal.GetArrayDataReference(ShortIndices.All);
        var (a, b, c, d) = (LoadRow(ref tables, 0), LoadRow(ref tables, 1), LoadRow(ref tables, 2), LoadRow(ref tables, 3));
        for (var i = 0; i < length; i += Vector256<byte>.Count)
        {
            Prefetch(ref Unsafe.Add(ref bytes, i));
            Index(ref bytes, (nuint)i, ref indices, a, b, c, d);
        }

        Index(ref bytes, (nuint)(length + Overreach - Vector256<byte>.Count), ref indices, a, b, c, d);
    }

    /// <summary>Computes the indices of one vector. A blend selects by the top bit, so bits 4 and 6 are shifted there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Index(ref byte bytes, nuint offset, ref byte indices, Vector256<byte> a, Vector256<byte> b, Vector256<byte> c,
        Vector256<byte> d)
    {
        var v = Vector256.LoadUnsafe(ref bytes, offset);
        var (low, bit4, bit6) = (v & Vector256.Create((byte)0x0F), (v.AsUInt16() << 3).AsByte(), v + v);
        var index = Avx2.BlendVariable(
            Avx2.BlendVariable(Avx2.Shuffle(a, low), Avx2.Shuffle(b, low), bit4),
            Avx2.BlendVariable(Avx2.Shuffle(c, low), Avx2.Shuffle(d, low), bit4),
            bit6);
        index.StoreUnsafe(ref indices, offset);
        (index ^ Vector256.Create(ShortIndices.Other)).StoreUnsafe(ref indices, offset + KernelBuffer.Indices);
    }

    /// <summary>
    /// Returns the candidate bits of a block. Each row is used for both of its vectors, because the loop waits for loads.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FindCandidates(ref byte indices, ref byte rows)
    {
        FindBuckets(ref indices, ref rows, out var low, out var high);
        FindBuckets(ref indices, ref Unsafe.Add(ref rows, 2 * LiteralTable.RowsLength), out var lowToo, out var highToo);
        var (none, noneToo) = (Vector256.Equals(low | lowToo, Vector256<byte>.Zero),
            Vector256.Equals(high | highToo, Vector256<byte>.Zero));
        return ~(((ulong)noneToo.ExtractMostSignificantBits() << Vector256<byte>.Count) | none.ExtractMostSignificantBits());
    }

    /// <summary>Finds the buckets of two groups that allow the windows of both vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FindBuckets(ref byte indices, ref byte rows, out Vector256<byte> low, out Vector256<byte> high)
    {
        var ones = Vector256<byte>.AllBitsSet;
        var (a, b, c, d) = (ones, ones, ones, ones);
        Narrow(ref indices, 0, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref indices, 1, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref indices, 2, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref indices, 3, ref rows, ref a, ref b, ref c, ref d);
        (low, high) = (a | b, c | d);
    }

    /// <summary>
    /// Keeps, in two groups of both vectors, the buckets that allow the byte at position <paramref name="k"/> of the window.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(ref byte indices, nuint k, ref byte rows, ref Vector256<byte> a, ref Vector256<byte> b,
        ref Vector256<byte> c, ref Vector256<byte> d)
    {
        rows = ref Unsafe.Add(ref rows, k * LiteralTable.Groups * LiteralTable.RowsLength);
        var (x, y) = (Index(ref indices, k, 0), Index(ref indices, k, 1));
        k += (nuint)Vector256<byte>.Count;
        var (u, v) = (Index(ref indices, k, 0), Index(ref indices, k, 1));
        var (p, q) = (LoadRow(ref rows, 0), LoadRow(ref rows, 1));
        a &= Avx2.Shuffle(p, x) | Avx2.Shuffle(q, y);
        c &= Avx2.Shuffle(p, u) | Avx2.Shuffle(q, v);
        (p, q) = (LoadRow(ref rows, 2), LoadRow(ref rows, 3));
        b &= Avx2.Shuffle(p, x) | Avx2.Shuffle(q, y);
        d &= Avx2.Shuffle(p, u) | Avx2.Shuffle(q, v);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Index(ref byte indices, nuint offset, nuint number) =>
        Vector256.LoadUnsafe(ref indices, offset + (number * KernelBuffer.Indices));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> LoadRow(ref byte rows, nuint number) => Vector256.LoadUnsafe(ref rows, number * LiteralTable.RowLength);
}
