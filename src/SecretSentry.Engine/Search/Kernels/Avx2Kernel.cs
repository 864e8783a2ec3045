using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// 32 positions at a time, each byte looked up by three <c>pshufb</c> of sixteen entries, of which the byte's bits 4 and 6 let one answer and the
/// others give zero, as a shuffle does for an index whose top bit is set.
/// </summary>
internal sealed class Avx2Kernel : Kernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Rows), ref MemoryMarshal.GetReference(MemoryMarshal.Cast<ulong, uint>(alarms)));

    /// <summary>One loop over all vectors: of a block's vectors together the compiler would keep the rows between them, in memory.</summary>
    private static void Run(ref byte start, int blocks, ref byte rows, ref uint alarms)
    {
        for (var i = 0; i < blocks * (BlockLength / Vector256<byte>.Count); i++)
        {
            Unsafe.Add(ref alarms, i) |= Alarms(ref Unsafe.Add(ref start, i * Vector256<byte>.Count), ref rows);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alarms(ref byte bytes, ref byte rows)
    {
        var ones = Vector256<byte>.AllBitsSet;
        var (a, b, c, d) = (ones, ones, ones, ones);
        Narrow(ref bytes, 0, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref bytes, 1, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref bytes, 2, ref rows, ref a, ref b, ref c, ref d);
        Narrow(ref bytes, 3, ref rows, ref a, ref b, ref c, ref d);
        return ~Vector256.Equals(a | b | c | d, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>Leaves in each group the buckets that allow the byte at position <paramref name="k"/> of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Narrow(ref byte bytes, nuint k, ref byte rows, ref Vector256<byte> a, ref Vector256<byte> b, ref Vector256<byte> c, ref Vector256<byte> d)
    {
        var v = Vector256.LoadUnsafe(ref bytes, k);
        var top = Vector256.Create((byte)0x80);
        var (low, bit6, bit4) = (v & Vector256.Create((byte)0x0F), (v + v) & top, (v.AsUInt16() << 3).AsByte() & top);
        var letter = low | (bit6 ^ top);
        var (x, y, z) = (low | bit6, letter | bit4, letter | (bit4 ^ top));
        rows = ref Unsafe.Add(ref rows, k * LiteralTable.Groups * LiteralTable.RowsLength);
        a &= Buckets(ref rows, 0, x, y, z);
        b &= Buckets(ref rows, LiteralTable.RowsLength, x, y, z);
        c &= Buckets(ref rows, 2 * LiteralTable.RowsLength, x, y, z);
        d &= Buckets(ref rows, 3 * LiteralTable.RowsLength, x, y, z);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Buckets(ref byte rows, nuint group, Vector256<byte> x, Vector256<byte> y, Vector256<byte> z) =>
        Avx2.Shuffle(Vector256.LoadUnsafe(ref rows, group), x) | Avx2.Shuffle(Vector256.LoadUnsafe(ref rows, group + LiteralTable.RowLength), y) | Avx2.Shuffle(Vector256.LoadUnsafe(ref rows, group + (2 * LiteralTable.RowLength)), z);
}
