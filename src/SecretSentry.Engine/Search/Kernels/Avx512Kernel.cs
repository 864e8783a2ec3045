using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// AVX-512 VBMI: 64 positions at a time, each byte looked up by its class (<c>vpermb</c>), all sixteen tables in registers. Nothing
/// is called within the loop, since no vector register survives a call.
/// </summary>
internal sealed class Avx512Kernel : Kernel
{
    public override string Name => "avx512";

    public override bool IsSupported => Avx512Vbmi.IsSupported;

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Folded), ref MemoryMarshal.GetReference(alarms));

    /// <summary>A block's positions at once, <c>vpcompressb</c>.</summary>
    public override int Flatten(ReadOnlySpan<ulong> alarms, Span<ushort> positions) => Avx512Vbmi2.IsSupported ? Compress(alarms, ref MemoryMarshal.GetReference(positions)) : base.Flatten(alarms, positions);

    private static int Compress(ReadOnlySpan<ulong> alarms, ref ushort positions)
    {
        var byteOfPosition = Vector512.Create(0UL, 0x0101010101010101, 0x0202020202020202, 0x0303030303030303, 0x0404040404040404, 0x0505050505050505, 0x0606060606060606, 0x0707070707070707UL).AsByte();
        var bitOfPosition = Vector512.Create(0x8040201008040201).AsByte();
        var (numbers, count) = (Vector512<byte>.Indices, 0);
        for (var block = 0; block < alarms.Length; block++)
        {
            var alarm = Avx512BW.Shuffle(Vector512.Create(alarms[block]).AsByte(), byteOfPosition) & bitOfPosition;
            var packed = Avx512Vbmi2.Compress(Vector512<byte>.Zero, Vector512.Equals(alarm, bitOfPosition), numbers);
            var first = Vector512.Create((ushort)(block * BlockLength));
            (first + Avx512BW.ConvertToVector512UInt16(packed.GetLower())).StoreUnsafe(ref positions, (nuint)count);
            var end = count + BitOperations.PopCount(alarms[block]);
            if (end - count > Vector512<ushort>.Count)
            {
                (first + Avx512BW.ConvertToVector512UInt16(packed.GetUpper())).StoreUnsafe(ref positions, (nuint)(count + Vector512<ushort>.Count));
            }

            count = end;
        }

        return count;
    }

    private static void Run(ref byte start, int blocks, ref byte tables, ref ulong alarms)
    {
        var (a0, b0, c0, d0) = (Table(ref tables, 0), Table(ref tables, 1), Table(ref tables, 2), Table(ref tables, 3));
        var (a1, b1, c1, d1) = (Table(ref tables, 4), Table(ref tables, 5), Table(ref tables, 6), Table(ref tables, 7));
        var (a2, b2, c2, d2) = (Table(ref tables, 8), Table(ref tables, 9), Table(ref tables, 10), Table(ref tables, 11));
        var (a3, b3, c3, d3) = (Table(ref tables, 12), Table(ref tables, 13), Table(ref tables, 14), Table(ref tables, 15));
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var (v, w, x, y) = (Classes(ref bytes, 0), Classes(ref bytes, 1), Classes(ref bytes, 2), Classes(ref bytes, 3));
            var a = Avx512Vbmi.PermuteVar64x8(a0, v) & Avx512Vbmi.PermuteVar64x8(a1, w) & Avx512Vbmi.PermuteVar64x8(a2, x) & Avx512Vbmi.PermuteVar64x8(a3, y);
            var b = Avx512Vbmi.PermuteVar64x8(b0, v) & Avx512Vbmi.PermuteVar64x8(b1, w) & Avx512Vbmi.PermuteVar64x8(b2, x) & Avx512Vbmi.PermuteVar64x8(b3, y);
            var c = Avx512Vbmi.PermuteVar64x8(c0, v) & Avx512Vbmi.PermuteVar64x8(c1, w) & Avx512Vbmi.PermuteVar64x8(c2, x) & Avx512Vbmi.PermuteVar64x8(c3, y);
            var d = Avx512Vbmi.PermuteVar64x8(d0, v) & Avx512Vbmi.PermuteVar64x8(d1, w) & Avx512Vbmi.PermuteVar64x8(d2, x) & Avx512Vbmi.PermuteVar64x8(d3, y);
            var mask = ~Vector512.Equals(a | b | c | d, Vector512<byte>.Zero).ExtractMostSignificantBits();
            Unsafe.Add(ref alarms, block) |= mask;
        }
    }

    /// <summary>The classes of 64 bytes, in the lower six bits, which are all that the look-up sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Classes(ref byte bytes, nuint offset)
    {
        var v = Vector512.LoadUnsafe(ref bytes, offset);
        return Vector512.ConditionalSelect(Vector512.Create((byte)0x1F), v, (v.AsUInt16() >> 1).AsByte());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Table(ref byte tables, nuint number) => Vector512.LoadUnsafe(ref tables, number * 64);
}
