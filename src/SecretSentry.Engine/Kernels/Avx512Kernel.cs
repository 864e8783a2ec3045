using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// Uses AVX-512 VBMI to process 64 positions at a time. Each byte is looked up by its class (<c>vpermb</c>), and all sixteen tables are in
/// registers. The positions of candidates are written together (<c>vpcompressb</c>). Nothing is called within a loop, because no vector
/// register survives a call.
/// </summary>
internal sealed class Avx512Kernel : Kernel
{
    public override string Name => "avx512";

    public override bool IsSupported => Avx512Vbmi.IsSupported && Avx512Vbmi2.IsSupported;

    public override LookupKind Lookup => LookupKind.Long;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<ushort> positions) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Lookup), ref MemoryMarshal.GetReference(positions));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(ref byte start, int blocks, ref byte tables, ref ushort positions)
    {
        var (a0, b0, c0, d0) = (LoadTable(ref tables, 0), LoadTable(ref tables, 1), LoadTable(ref tables, 2), LoadTable(ref tables, 3));
        var (a1, b1, c1, d1) = (LoadTable(ref tables, 4), LoadTable(ref tables, 5), LoadTable(ref tables, 6), LoadTable(ref tables, 7));
        var (a2, b2, c2, d2) = (LoadTable(ref tables, 8), LoadTable(ref tables, 9), LoadTable(ref tables, 10), LoadTable(ref tables, 11));
        var (a3, b3, c3, d3) = (LoadTable(ref tables, 12), LoadTable(ref tables, 13), LoadTable(ref tables, 14), LoadTable(ref tables, 15));
        var (numbers, count) = (Vector512<byte>.Indices, 0);
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            Prefetch(ref bytes);
            var (v, w, x, y) = (LoadClasses(ref bytes, 0), LoadClasses(ref bytes, 1), LoadClasses(ref bytes, 2), LoadClasses(ref bytes, 3));
            var a = Avx512Vbmi.PermuteVar64x8(a0, v) & Avx512Vbmi.PermuteVar64x8(a1, w) & Avx512Vbmi.PermuteVar64x8(a2,
                x) & Avx512Vbmi.PermuteVar64x8(a3, y);
            var b = Avx512Vbmi.PermuteVar64x8(b0, v) & Avx512Vbmi.PermuteVar64x8(b1, w) & Avx512Vbmi.PermuteVar64x8(b2,
                x) & Avx512Vbmi.PermuteVar64x8(b3, y);
            var c = Avx512Vbmi.PermuteVar64x8(c0, v) & Avx512Vbmi.PermuteVar64x8(c1, w) & Avx512Vbmi.PermuteVar64x8(c2,
                x) & Avx512Vbmi.PermuteVar64x8(c3, y);
            var d = Avx512Vbmi.PermuteVar64x8(d0, v) & Avx512Vbmi.PermuteVar64x8(d1, w) & Avx512Vbmi.PermuteVar64x8(d2,
                x) & Avx512Vbmi.PermuteVar64x8(d3, y);
            var candidates = ~Vector512.Equals(a | b | c | d, Vector512<byte>.Zero);
            var packed = Avx512Vbmi2.Compress(Vector512<byte>.Zero, candidates, numbers);
            var first = (ushort)(block * BlockLength);
            (Vector256.Create(first) + Vector256.WidenLower(packed.GetLower())).StoreUnsafe(ref positions, (nuint)count);
            var end = count + BitOperations.PopCount(candidates.ExtractMostSignificantBits());
            if (end - count > Vector256<ushort>.Count)
            {
                (Vector512.Create(first) + Vector512.WidenLower(packed)).StoreUnsafe(ref positions, (nuint)count);
                (Vector512.Create(first) + Vector512.WidenUpper(packed))
                    .StoreUnsafe(ref positions, (nuint)(count + Vector512<ushort>.Count));
            }

            count = end;
        }

        return count;
    }

    /// <summary>
    /// The matrix that leaves bits 0 to 4 where they are and moves bit 6 to bit 5. It has a byte for each bit of the result; the byte for
    /// bit 0 is the highest.
    /// </summary>
    private const ulong FiveBitsAndTheSeventh = 0x0102040810400000;

    /// <summary>Returns the classes of 64 bytes, in the lower six bits. The look-up uses only these bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> LoadClasses(ref byte bytes, nuint offset)
    {
        var v = Vector512.LoadUnsafe(ref bytes, offset);
        return Gfni.V512.IsSupported
            ? Gfni.V512.GaloisFieldAffineTransform(v, Vector512.Create(FiveBitsAndTheSeventh).AsByte(), 0)
            : Vector512.ConditionalSelect(Vector512.Create((byte)0x1F), v, (v.AsUInt16() >> 1).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> LoadTable(ref byte tables, nuint number) => Vector512.LoadUnsafe(ref tables, number * ByteClasses.Count);
}
