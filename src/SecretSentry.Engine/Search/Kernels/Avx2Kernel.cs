using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// 32 positions at a time, each byte looked up by three <c>pshufb</c> of sixteen entries, of which the byte's bits 4 and 6 let one answer and the
/// others give zero, as a shuffle does for an index whose top bit is set. Indices are computed once for each byte and kept for its four places in windows.
/// </summary>
internal sealed class Avx2Kernel : Kernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<ushort> positions) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Rows), ref MemoryMarshal.GetReference(positions));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(ref byte start, int blocks, ref byte rows, ref ushort positions)
    {
        Unsafe.SkipInit(out KernelBuffer buffer);
        ref var own = ref buffer.Align();
        Unsafe.CopyBlockUnaligned(ref own, ref rows, KernelBuffer.Rows);
        ref var indices = ref Unsafe.Add(ref own, KernelBuffer.Rows);
        Span<ulong> alarms = stackalloc ulong[KernelBuffer.Blocks];
        var found = 0;
        for (var first = 0; first < blocks; first += KernelBuffer.Blocks)
        {
            var count = Math.Min(KernelBuffer.Blocks, blocks - first);
            Indices(ref Unsafe.Add(ref start, first * BlockLength), count * BlockLength, ref indices);
            for (var block = 0; block < count; block++)
            {
                alarms[block] = Alarms(ref Unsafe.Add(ref indices, block * BlockLength), ref own);
            }

            found = Flatten(alarms[..count], first, ref positions, found);
        }

        return found;
    }

    /// <summary>The indices of so many bytes, and of the few behind them.</summary>
    private static void Indices(ref byte bytes, int length, ref byte indices)
    {
        ref var selectors = ref MemoryMarshal.GetArrayDataReference(RowSelectors.All);
        var (marks, letters, others) = (Row(ref selectors, 0), Row(ref selectors, 1), Row(ref selectors, 2));
        for (var i = 0; i < length; i += Vector256<byte>.Count)
        {
            Prefetch(ref Unsafe.Add(ref bytes, i));
            Index(ref bytes, (nuint)i, ref indices, marks, letters, others);
        }

        Index(ref bytes, (nuint)(length + Overreach - Vector256<byte>.Count), ref indices, marks, letters, others);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Index(ref byte bytes, nuint at, ref byte indices, Vector256<byte> marks, Vector256<byte> letters, Vector256<byte> others)
    {
        var v = Vector256.LoadUnsafe(ref bytes, at);
        var half = Vector256.Create((byte)0x0F);
        var (low, high) = (v & half, (v.AsUInt16() >> 4).AsByte() & half);
        (low ^ Avx2.Shuffle(marks, high)).StoreUnsafe(ref indices, at);
        (low ^ Avx2.Shuffle(letters, high)).StoreUnsafe(ref indices, at + KernelBuffer.Indices);
        (low ^ Avx2.Shuffle(others, high)).StoreUnsafe(ref indices, at + (2 * KernelBuffer.Indices));
    }

    /// <summary>The alarms of a block. Each row serves both its vectors, as the loop waits for loads; two groups at a time, as there are sixteen registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Alarms(ref byte indices, ref byte rows)
    {
        Buckets(ref indices, ref rows, out var low, out var high);
        Buckets(ref indices, ref Unsafe.Add(ref rows, 2 * LiteralTable.RowsLength), out var lowToo, out var highToo);
        var (none, noneToo) = (Vector256.Equals(low | lowToo, Vector256<byte>.Zero), Vector256.Equals(high | highToo, Vector256<byte>.Zero));
        return ~(((ulong)noneToo.ExtractMostSignificantBits() << Vector256<byte>.Count) | none.ExtractMostSignificantBits());
    }

    /// <summary>The buckets of two groups that allow the windows of both vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Buckets(ref byte indices, ref byte rows, out Vector256<byte> low, out Vector256<byte> high)
    {
        var ones = Vector256<byte>.AllBitsSet;
        var (a, b, c, d) = (ones, ones, ones, ones);
        Narrow(ref indices, 0, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref indices, 1, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref indices, 2, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref indices, 3, ref rows, ref a, ref b, ref c, ref d);
        (low, high) = (a | b, c | d);
    }

    /// <summary>Leaves in two groups of both vectors the buckets that allow the byte at position <paramref name="k"/> of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(ref byte indices, nuint k, ref byte rows, ref Vector256<byte> a, ref Vector256<byte> b, ref Vector256<byte> c, ref Vector256<byte> d)
    {
        rows = ref Unsafe.Add(ref rows, k * LiteralTable.Groups * LiteralTable.RowsLength);
        var (x, y, z) = (Index(ref indices, k, 0), Index(ref indices, k, 1), Index(ref indices, k, 2));
        k += (nuint)Vector256<byte>.Count;
        var (u, v, w) = (Index(ref indices, k, 0), Index(ref indices, k, 1), Index(ref indices, k, 2));
        var (p, q, r) = (Row(ref rows, 0), Row(ref rows, 1), Row(ref rows, 2));
        a &= Avx2.Shuffle(p, x) | Avx2.Shuffle(q, y) | Avx2.Shuffle(r, z);
        c &= Avx2.Shuffle(p, u) | Avx2.Shuffle(q, v) | Avx2.Shuffle(r, w);
        (p, q, r) = (Row(ref rows, 3), Row(ref rows, 4), Row(ref rows, 5));
        b &= Avx2.Shuffle(p, x) | Avx2.Shuffle(q, y) | Avx2.Shuffle(r, z);
        d &= Avx2.Shuffle(p, u) | Avx2.Shuffle(q, v) | Avx2.Shuffle(r, w);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Index(ref byte indices, nuint at, nuint number) => Vector256.LoadUnsafe(ref indices, at + (number * KernelBuffer.Indices));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Row(ref byte rows, nuint number) => Vector256.LoadUnsafe(ref rows, number * LiteralTable.RowLength);
}
