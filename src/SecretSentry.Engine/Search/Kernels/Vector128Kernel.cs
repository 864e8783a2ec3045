using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>As <see cref="Avx2Kernel"/>, 16 positions at a time, on any machine with a 16-byte shuffle (SSSE3 <c>pshufb</c>, Arm64 <c>tbl</c>).</summary>
internal sealed class Vector128Kernel : Kernel
{
    public override string Name => "vector128";

    public override bool IsSupported => SixteenBytes.IsSupported;

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Rows), ref MemoryMarshal.GetReference(MemoryMarshal.Cast<ulong, ushort>(alarms)));

    /// <summary>One loop over all vectors: of a block's vectors together the compiler would keep the rows between them, in memory.</summary>
    private static void Run(ref byte start, int blocks, ref byte rows, ref ushort alarms)
    {
        for (var i = 0; i < blocks * (BlockLength / Vector128<byte>.Count); i++)
        {
            Unsafe.Add(ref alarms, i) |= (ushort)Alarms(ref Unsafe.Add(ref start, i * Vector128<byte>.Count), ref rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alarms(ref byte bytes, ref byte rows)
    {
        var ones = Vector128<byte>.AllBitsSet;
        var (a, b, c, d) = (ones, ones, ones, ones);
        Narrow(ref bytes, 0, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref bytes, 1, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref bytes, 2, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref bytes, 3, ref rows, ref a, ref b, ref c, ref d);
        return ~Vector128.Equals(a | b | c | d, Vector128<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Leaves in each group the buckets that allow the byte at position <paramref name="k"/> of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(ref byte bytes, nuint k, ref byte rows, ref Vector128<byte> a, ref Vector128<byte> b, ref Vector128<byte> c, ref Vector128<byte> d)
    {
        var v = Vector128.LoadUnsafe(ref bytes, k);
        var top = Vector128.Create((byte)0x80);
        var (low, bit6, bit4) = (v & Vector128.Create((byte)0x0F), (v + v) & top, (v.AsUInt16() << 3).AsByte() & top);
        var letter = low | (bit6 ^ top);
        var (x, y, z) = (low | bit6, letter | bit4, letter | (bit4 ^ top));
        rows = ref Unsafe.Add(ref rows, k * LiteralTable.Groups * LiteralTable.RowsLength);
        a &= Buckets(ref rows, 0, x, y, z);
        b &= Buckets(ref rows, LiteralTable.RowsLength, x, y, z);
        c &= Buckets(ref rows, 2 * LiteralTable.RowsLength, x, y, z);
        d &= Buckets(ref rows, 3 * LiteralTable.RowsLength, x, y, z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Buckets(ref byte rows, nuint group, Vector128<byte> x, Vector128<byte> y, Vector128<byte> z) =>
        SixteenBytes.Look(Vector128.LoadUnsafe(ref rows, group), x) | SixteenBytes.Look(Vector128.LoadUnsafe(ref rows, group + LiteralTable.RowLength), y) | SixteenBytes.Look(Vector128.LoadUnsafe(ref rows, group + (2 * LiteralTable.RowLength)), z);
}
