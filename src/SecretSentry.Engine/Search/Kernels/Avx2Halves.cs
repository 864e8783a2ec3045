using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>As <see cref="Halves128"/>, 32 positions at a time.</summary>
internal sealed class Avx2Halves : Kernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<Hit> hits) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Halves), ref MemoryMarshal.GetReference(hits));

    private static int Run(ref byte start, int blocks, ref byte tables, ref Hit hits)
    {
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var nibble = Vector256.Create((byte)0x0F);
            var (a0, b0, a1, b1) = (Vector256<byte>.AllBitsSet, Vector256<byte>.AllBitsSet, Vector256<byte>.AllBitsSet, Vector256<byte>.AllBitsSet);
            for (nuint k = 0; k < 4; k++)
            {
                // Both halves of the block for one load of the tables.
                var table = Table(ref tables, k * 64);
                var v = Vector256.LoadUnsafe(ref bytes, k);
                var w = Vector256.LoadUnsafe(ref bytes, k + 32);
                var (vl, wl) = (v & nibble, w & nibble);
                var (vu, wu) = ((v.AsUInt16() >>> 4).AsByte() & nibble, (w.AsUInt16() >>> 4).AsByte() & nibble);
                a0 &= Avx2.Shuffle(table, vl);
                a1 &= Avx2.Shuffle(table, wl);
                table = Table(ref tables, (k * 64) + 16);
                a0 &= Avx2.Shuffle(table, vu);
                a1 &= Avx2.Shuffle(table, wu);
                table = Table(ref tables, (k * 64) + 32);
                b0 &= Avx2.Shuffle(table, vl);
                b1 &= Avx2.Shuffle(table, wl);
                table = Table(ref tables, (k * 64) + 48);
                b0 &= Avx2.Shuffle(table, vu);
                b1 &= Avx2.Shuffle(table, wu);
            }

            var mask = ~((ulong)Vector256.Equals(a0 | b0, Vector256<byte>.Zero).ExtractMostSignificantBits()
                | ((ulong)Vector256.Equals(a1 | b1, Vector256<byte>.Zero).ExtractMostSignificantBits() << 32));
            Unsafe.Add(ref hits, count) = new(block, mask);
            count += mask != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Table(ref byte tables, nuint at)
    {
        var half = Vector128.LoadUnsafe(ref tables, at);
        return Vector256.Create(half, half);
    }
}
