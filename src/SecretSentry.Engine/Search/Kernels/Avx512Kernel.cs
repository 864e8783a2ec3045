using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// AVX-512 VBMI: 64 positions at a time, each byte looked up by its lower six bits (<c>vpermb</c>), all sixteen tables in registers. Nothing
/// is called within the loop, since no vector register survives a call.
/// </summary>
internal sealed class Avx512Kernel : Kernel
{
    public override string Name => "avx512";

    public override bool IsSupported => Avx512Vbmi.IsSupported;

    public override ByteFold Fold => ByteFold.SixBits;

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Folded), ref MemoryMarshal.GetReference(alarms));

    private static void Run(ref byte start, int blocks, ref byte tables, ref ulong alarms)
    {
        var (a0, b0, c0, d0) = (Table(ref tables, 0), Table(ref tables, 1), Table(ref tables, 2), Table(ref tables, 3));
        var (a1, b1, c1, d1) = (Table(ref tables, 4), Table(ref tables, 5), Table(ref tables, 6), Table(ref tables, 7));
        var (a2, b2, c2, d2) = (Table(ref tables, 8), Table(ref tables, 9), Table(ref tables, 10), Table(ref tables, 11));
        var (a3, b3, c3, d3) = (Table(ref tables, 12), Table(ref tables, 13), Table(ref tables, 14), Table(ref tables, 15));
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var v = Vector512.LoadUnsafe(ref bytes);
            var w = Vector512.LoadUnsafe(ref bytes, 1);
            var x = Vector512.LoadUnsafe(ref bytes, 2);
            var y = Vector512.LoadUnsafe(ref bytes, 3);
            var a = Avx512Vbmi.PermuteVar64x8(a0, v) & Avx512Vbmi.PermuteVar64x8(a1, w) & Avx512Vbmi.PermuteVar64x8(a2, x) & Avx512Vbmi.PermuteVar64x8(a3, y);
            var b = Avx512Vbmi.PermuteVar64x8(b0, v) & Avx512Vbmi.PermuteVar64x8(b1, w) & Avx512Vbmi.PermuteVar64x8(b2, x) & Avx512Vbmi.PermuteVar64x8(b3, y);
            var c = Avx512Vbmi.PermuteVar64x8(c0, v) & Avx512Vbmi.PermuteVar64x8(c1, w) & Avx512Vbmi.PermuteVar64x8(c2, x) & Avx512Vbmi.PermuteVar64x8(c3, y);
            var d = Avx512Vbmi.PermuteVar64x8(d0, v) & Avx512Vbmi.PermuteVar64x8(d1, w) & Avx512Vbmi.PermuteVar64x8(d2, x) & Avx512Vbmi.PermuteVar64x8(d3, y);
            var mask = ~Vector512.Equals(a | b | c | d, Vector512<byte>.Zero).ExtractMostSignificantBits();
            Unsafe.Add(ref alarms, block) |= mask;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Table(ref byte tables, nuint number) => Vector512.LoadUnsafe(ref tables, number * 64);
}
