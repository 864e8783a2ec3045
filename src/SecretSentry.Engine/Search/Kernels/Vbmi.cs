using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// AVX-512 VBMI: 64 positions at a time, each byte looked up by its lower six bits (<c>vpermb</c>), all eight tables in registers. Nothing
/// is called within the loop, since no vector register survives a call.
/// </summary>
internal sealed class Vbmi : Kernel
{
    public override string Name => "avx512";

    public override bool IsSupported => Avx512Vbmi.IsSupported;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<Hit> hits) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.SixBits), ref MemoryMarshal.GetReference(hits));

    private static int Run(ref byte start, int blocks, ref byte tables, ref Hit hits)
    {
        var (a0, b0) = (Vector512.LoadUnsafe(ref tables), Vector512.LoadUnsafe(ref tables, 64));
        var (a1, b1) = (Vector512.LoadUnsafe(ref tables, 128), Vector512.LoadUnsafe(ref tables, 192));
        var (a2, b2) = (Vector512.LoadUnsafe(ref tables, 256), Vector512.LoadUnsafe(ref tables, 320));
        var (a3, b3) = (Vector512.LoadUnsafe(ref tables, 384), Vector512.LoadUnsafe(ref tables, 448));
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var v = Vector512.LoadUnsafe(ref bytes);
            var w = Vector512.LoadUnsafe(ref bytes, 1);
            var x = Vector512.LoadUnsafe(ref bytes, 2);
            var y = Vector512.LoadUnsafe(ref bytes, 3);
            var a = Avx512Vbmi.PermuteVar64x8(a0, v) & Avx512Vbmi.PermuteVar64x8(a1, w) & Avx512Vbmi.PermuteVar64x8(a2, x) & Avx512Vbmi.PermuteVar64x8(a3, y);
            var b = Avx512Vbmi.PermuteVar64x8(b0, v) & Avx512Vbmi.PermuteVar64x8(b1, w) & Avx512Vbmi.PermuteVar64x8(b2, x) & Avx512Vbmi.PermuteVar64x8(b3, y);
            var mask = ~Vector512.Equals(a | b, Vector512<byte>.Zero).ExtractMostSignificantBits();
            Unsafe.Add(ref hits, count) = new(block, mask);
            count += mask != 0 ? 1 : 0;
        }

        return count;
    }
}
