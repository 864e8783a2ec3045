using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>As <see cref="Avx2Kernel"/>, 16 positions at a time, on any machine with a 16-byte shuffle (SSSE3 <c>pshufb</c>, Arm64 <c>tbl</c>).</summary>
internal sealed class Vector128Kernel : Kernel
{
    public override string Name => "vector128";

    public override bool IsSupported => Vector128.IsHardwareAccelerated && (System.Runtime.Intrinsics.X86.Ssse3.IsSupported || System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported);

    public override ByteFold Fold => ByteFold.FiveBits;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<Hit> hits) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Folded), ref MemoryMarshal.GetReference(hits));

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
        var (v, w, x, y) = (Vector128.LoadUnsafe(ref bytes), Vector128.LoadUnsafe(ref bytes, 1), Vector128.LoadUnsafe(ref bytes, 2), Vector128.LoadUnsafe(ref bytes, 3));
        var any = Vector128<byte>.Zero;
        for (nuint group = 0; group < LiteralTable.Groups; group++)
        {
            any |= Look(ref tables, group * 128, v) & Look(ref tables, (group * 128) + 32, w) & Look(ref tables, (group * 128) + 64, x) & Look(ref tables, (group * 128) + 96, y);
        }

        return ~Vector128.Equals(any, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref byte tables, nuint table, Vector128<byte> v)
    {
        var nibbles = v & Vector128.Create((byte)0x0F);
        var isUpper = ~Vector128.Equals(v & Vector128.Create((byte)0x10), Vector128<byte>.Zero);
        return Vector128.ConditionalSelect(isUpper, Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, table + 16), nibbles), Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, table), nibbles));
    }
}
