using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// Works like <see cref="Avx2Kernel"/>, 16 positions at a time, on any machine with a 16-byte shuffle (SSSE3 <c>pshufb</c>, Arm64
/// <c>tbl</c>).
/// </summary>
internal sealed class Vector128Kernel : Kernel
{
    public override string Name => "vector128";

    public override bool IsSupported => SixteenBytes.IsSupported;

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
        for (var i = 0; i < length; i += Vector128<byte>.Count)
        {
            Prefetch(ref Unsafe.Add(ref bytes, i));
            Index(ref bytes, (nuint)i, ref indices, a, b, c, d);
        }

        Index(ref bytes, (nuint)(length + Overreach - Vector128<byte>.Count), ref indices, a, b, c, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Index(ref byte bytes, nuint offset, ref byte indices, Vector128<byte> a, Vector128<byte> b, Vector128<byte> c,
        Vector128<byte> d)
    {
        var v = Vector128.LoadUnsafe(ref bytes, offset);
        var (low, bit4, bit6) = (v & Vector128.Create((byte)0x0F), (v.AsUInt16() << 3).AsSByte(), (v + v).AsSByte());
        var (has4, has6) = (Vector128.LessThan(bit4, Vector128<sbyte>.Zero).AsByte(), Vector128.LessThan(bit6, Vector128<sbyte>.Zero)
            .AsByte());
        var index = Vector128.ConditionalSelect(
            has6,
            Vector128.ConditionalSelect(has4, SixteenBytes.Look(d, low), SixteenBytes.Look(c, low)),
            Vector128.ConditionalSelect(has4, SixteenBytes.Look(b, low), SixteenBytes.Look(a, low)));
        index.StoreUnsafe(ref indices, offset);
        (index ^ Vector128.Create(ShortIndices.Other)).StoreUnsafe(ref indices, offset + KernelBuffer.Indices);
    }

    /// <summary>Returns the candidate bits of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong FindCandidates(ref byte indices, ref byte rows)
    {
        var candidates = 0UL;
        for (var i = 0; i < BlockLength; i += Vector128<byte>.Count)
        {
            ref var own = ref Unsafe.Add(ref indices, i);
            var ones = Vector128<byte>.AllBitsSet;
            var (a, b, c, d) = (ones, ones, ones, ones);
            Narrow(ref own, 0, ref rows, ref a, ref b, ref c, ref d);
            Narrow(ref own, 1, ref rows, ref a, ref b, ref c, ref d);
            Narrow(ref own, 2, ref rows, ref a, ref b, ref c, ref d);
            Narrow(ref own, 3, ref rows, ref a, ref b, ref c, ref d);
            candidates |= (ulong)(~Vector128.Equals(a | b | c | d, Vector128<byte>.Zero)
                .ExtractMostSignificantBits() & ushort.MaxValue) << i;
        }

        return candidates;
    }

    /// <summary>Keeps, in each group, the buckets that allow the byte at position <paramref name="k"/> of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(ref byte indices, nuint k, ref byte rows, ref Vector128<byte> a, ref Vector128<byte> b,
        ref Vector128<byte> c, ref Vector128<byte> d)
    {
        var (x, y) = (Vector128.LoadUnsafe(ref indices, k), Vector128.LoadUnsafe(ref indices, k + KernelBuffer.Indices));
        rows = ref Unsafe.Add(ref rows, k * LiteralTable.Groups * LiteralTable.RowsLength);
        a &= FindBuckets(ref rows, 0, x, y);
        b &= FindBuckets(ref rows, 2, x, y);
        c &= FindBuckets(ref rows, 4, x, y);
        d &= FindBuckets(ref rows, 6, x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> FindBuckets(ref byte rows, nuint first, Vector128<byte> x, Vector128<byte> y) =>
        SixteenBytes.Look(LoadRow(ref rows, first), x) | SixteenBytes.Look(LoadRow(ref rows, first + 1), y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LoadRow(ref byte rows, nuint number) => Vector128.LoadUnsafe(ref rows, number * LiteralTable.RowLength);
}
