using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// 32 positions at a time, each byte looked up by its lower five bits: two <c>pshufb</c> of sixteen entries, of which the fifth bit chooses one.
/// Both cases of a letter are one entry, so words that are sought in any case lose nothing by it.
/// </summary>
internal sealed class Avx2Kernel : Kernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override ByteFold Fold => ByteFold.FiveBits;

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Folded), ref MemoryMarshal.GetReference(alarms));

    private static void Run(ref byte start, int blocks, ref byte tables, ref ulong alarms)
    {
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var mask = Alarms(ref bytes, ref tables) | ((ulong)Alarms(ref Unsafe.Add(ref bytes, 32), ref tables) << 32);
            Unsafe.Add(ref alarms, block) |= mask;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Alarms(ref byte bytes, ref byte tables)
    {
        var (v, w, x, y) = (Index(ref bytes, 0), Index(ref bytes, 1), Index(ref bytes, 2), Index(ref bytes, 3));
        var other = Vector256.Create((byte)0x80);
        var (v2, w2, x2, y2) = (v ^ other, w ^ other, x ^ other, y ^ other);
        var any = Vector256<byte>.Zero;
        for (nuint table = 0; table < LiteralTable.Groups * 256; table += 256)
        {
            // One of the two halves of a table answers, the other one with zero.
            var all = Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table), v) | Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 32), v2);
            all &= Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 64), w) | Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 96), w2);
            all &= Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 128), x) | Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 160), x2);
            all &= Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 192), y) | Avx2.Shuffle(Vector256.LoadUnsafe(ref tables, table + 224), y2);
            any |= all;
        }

        return ~Vector256.Equals(any, Vector256<byte>.Zero).ExtractMostSignificantBits();
    }

    /// <summary>The lower four bits of each byte, and the fifth one at the top: a shuffle gives zero for an index whose top bit is set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Index(ref byte bytes, nuint offset)
    {
        var v = Vector256.LoadUnsafe(ref bytes, offset);
        return (v & Vector256.Create((byte)0x0F)) | ((v.AsUInt16() << 3).AsByte() & Vector256.Create((byte)0x80));
    }
}
