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

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Folded), ref MemoryMarshal.GetReference(alarms));

    private static void Run(ref byte start, int blocks, ref byte tables, ref ulong alarms)
    {
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var mask = (ulong)Alarms(ref bytes, ref tables)
                | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 16), ref tables) << 16)
                | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 32), ref tables) << 32)
                | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 48), ref tables) << 48);
            Unsafe.Add(ref alarms, block) |= mask;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alarms(ref byte bytes, ref byte tables)
    {
        var (v, w, x, y) = (Vector128.LoadUnsafe(ref bytes), Vector128.LoadUnsafe(ref bytes, 1), Vector128.LoadUnsafe(ref bytes, 2), Vector128.LoadUnsafe(ref bytes, 3));
        var (v5, w5, x5, y5) = (Fifth(v), Fifth(w), Fifth(x), Fifth(y));
        var nibble = Vector128.Create((byte)0x0F);
        (v, w, x, y) = (v & nibble, w & nibble, x & nibble, y & nibble);
        var any = Vector128<byte>.Zero;
        for (nuint table = 0; table < LiteralTable.Groups * 256; table += 256)
        {
            any |= Look(ref tables, table, v, v5) & Look(ref tables, table + 64, w, w5) & Look(ref tables, table + 128, x, x5) & Look(ref tables, table + 192, y, y5);
        }

        return ~Vector128.Equals(any, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
    }

    /// <summary>All ones where the fifth bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Fifth(Vector128<byte> v) => Vector128.Equals(v & Vector128.Create((byte)0x10), Vector128.Create((byte)0x10));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Look(ref byte tables, nuint table, Vector128<byte> nibbles, Vector128<byte> fifth) => Vector128.ConditionalSelect(
        fifth,
        Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, table + 32), nibbles),
        Vector128.ShuffleNative(Vector128.LoadUnsafe(ref tables, table), nibbles));
}
