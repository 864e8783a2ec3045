using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// 16 positions at a time, each byte looked up by its two halves (SSSE3 <c>pshufb</c>, Arm64 <c>tbl</c>): the idea of Teddy, from
/// Intel's Hyperscan (https://github.com/intel/hyperscan, "fdr/teddy"), with two groups of eight buckets.
/// </summary>
internal sealed class Halves128 : Kernel
{
    public override string Name => "vector128";

    public override bool IsSupported => Vector128.IsHardwareAccelerated && (System.Runtime.Intrinsics.X86.Ssse3.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported);

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<Hit> hits) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Halves), ref MemoryMarshal.GetReference(hits));

    private static int Run(ref byte start, int blocks, ref byte tables, ref Hit hits)
    {
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var mask = (ulong)Alarms(ref bytes, ref tables)
                | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 16), ref tables) << 16)
                | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 32), ref tables) << 32)
                | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 48), ref tables) << 48);
            Unsafe.Add(ref hits, count) = new(block, mask);
            count += mask != 0 ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alarms(ref byte bytes, ref byte tables)
    {
        var (a, b) = (Vector128<byte>.AllBitsSet, Vector128<byte>.AllBitsSet);
        for (var k = 0; k < 4; k++)
        {
            var v = Vector128.LoadUnsafe(ref bytes, (nuint)k);
            var lower = v & Vector128.Create((byte)0x0F);
            var upper = (v.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)0x0F);
            a &= Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, (nuint)(k * 64)), lower) & Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, (nuint)((k * 64) + 16)), upper);
            b &= Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, (nuint)((k * 64) + 32)), lower) & Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, (nuint)((k * 64) + 48)), upper);
        }

        return ~Vector128.Equals(a | b, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }
}
