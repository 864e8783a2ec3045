using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// 32 positions at a time, each byte looked up by its lower five bits: two <c>pshufb</c> of sixteen entries, between which the fifth bit decides.
/// Both cases of a letter are one entry, so words that are sought in any case lose nothing by it.
/// </summary>
internal sealed class Avx2Kernel : Kernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override ByteFold Fold => ByteFold.FiveBits;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<Hit> hits) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Folded), ref MemoryMarshal.GetReference(hits));

    private static int Run(ref byte start, int blocks, ref byte tables, ref Hit hits)
    {
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var mask = Alarms(ref bytes, ref tables) | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 32), ref tables) << 32);
            Unsafe.Add(ref hits, count) = new(block, mask);
            count += mask != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alarms(ref byte bytes, ref byte tables)
    {
        var (v, w, x, y) = (Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, 1), Vector256.LoadUnsafe(ref bytes, 2), Vector256.LoadUnsafe(ref bytes, 3));
        var nibble = Vector256.Create((byte)0x0F);
        var (v5, w5, x5, y5) = (Fifth(v), Fifth(w), Fifth(x), Fifth(y));
        (v, w, x, y) = (v & nibble, w & nibble, x & nibble, y & nibble);
        var any = Group(ref tables, v, v5, w, w5, x, x5, y, y5)
            | Group(ref Unsafe.Add(ref tables, 128), v, v5, w, w5, x, x5, y, y5)
            | Group(ref Unsafe.Add(ref tables, 256), v, v5, w, w5, x, x5, y, y5)
            | Group(ref Unsafe.Add(ref tables, 384), v, v5, w, w5, x, x5, y, y5);
        return ~Vector256.Equals(any, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Group(
        ref byte tables,
        Vector256<byte> v,
        Vector256<byte> v5,
        Vector256<byte> w,
        Vector256<byte> w5,
        Vector256<byte> x,
        Vector256<byte> x5,
        Vector256<byte> y,
        Vector256<byte> y5) =>
        Look(ref tables, v, v5) & Look(ref Unsafe.Add(ref tables, 32), w, w5) & Look(ref Unsafe.Add(ref tables, 64), x, x5) & Look(ref Unsafe.Add(ref tables, 96), y, y5);

    /// <summary>The fifth bit of each byte, moved to the top, where blending looks for it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Fifth(Vector256<byte> v) => (v.AsUInt16() << 3).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Look(ref byte table, Vector256<byte> nibbles, Vector256<byte> fifth) =>
        Avx2.BlendVariable(Avx2.Shuffle(Half(ref table), nibbles), Avx2.Shuffle(Half(ref Unsafe.Add(ref table, 16)), nibbles), fifth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<byte> Half(ref byte table) => Avx2.BroadcastVector128ToVector256((byte*)Unsafe.AsPointer(ref table));
}
