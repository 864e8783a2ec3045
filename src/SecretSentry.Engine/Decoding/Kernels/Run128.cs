using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using SecretSentry.Engine.Kernels;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>Processes 16 bytes at a time, each looked up by its two halves (SSSE3 <c>pshufb</c>, Arm64 <c>tbl</c>).</summary>
internal sealed class Run128 : RunKernel
{
    public override string Name => "vector128";

    public override bool IsSupported => SixteenBytes.IsSupported;

    public override int Find(ref byte start, int blocks, ref uint history, Span<EncodedSpanCandidate> candidates) =>
        Run(ref start, blocks, ref history, ref MemoryMarshal.GetReference(candidates), ref RunTables.Halves[0]);

    private static int Run(ref byte start, int blocks, ref uint history, ref EncodedSpanCandidate candidates, ref byte tables)
    {
        var (count, groups) = (0, history);
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var (alphabet, escapes) = (0UL, 0UL);
            for (var quarter = 0; quarter < 64; quarter += 16)
            {
                var c = LookUp(Vector128.LoadUnsafe(ref bytes, (nuint)quarter), ref tables);
                var s = LookUp(Vector128.LoadUnsafe(ref bytes, (nuint)quarter + 1), ref Unsafe.Add(ref tables, 32)) & c;
                alphabet |= (ulong)(~Vector128.Equals(c & Vector128.Create(RunTables.AlphabetRows), Vector128<byte>.Zero)
                    .ExtractMostSignificantBits() & 0xFFFF) << quarter;
                escapes |= (ulong)(~Vector128.Equals(s, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF) << quarter;
            }

            groups |= Groups.FindFull(alphabet) << 2;
            var starts = Groups.Starts(groups);
            groups >>= 8;
            Unsafe.Add(ref candidates, count) = new(block, starts, escapes);
            count += (starts | escapes) != 0 ? 1 : 0;
        }

        history = groups;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> LookUp(Vector128<byte> v, ref byte tables) =>
        SixteenBytes.Look(Vector128.LoadUnsafe(ref tables), v & Vector128.Create((byte)0x0F))
        & SixteenBytes.Look(Vector128.LoadUnsafe(ref tables, 16), (v.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)0x0F));
}
