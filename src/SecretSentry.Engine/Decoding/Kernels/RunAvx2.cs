using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>Works like <see cref="Run128"/>, 32 bytes at a time.</summary>
internal sealed class RunAvx2 : RunKernel
{
    public override string Name => "avx2";

    public override bool IsSupported => Avx2.IsSupported;

    public override int Find(ref byte start, int blocks, ref uint history, Span<EncodedSpanCandidate> candidates) =>
        Run(ref start, blocks, ref history, ref MemoryMarshal.GetReference(candidates), ref RunTables.Halves[0]);

    private static int Run(ref byte start, int blocks, ref uint history, ref EncodedSpanCandidate candidates, ref byte tables)
    {
        var (firstLower, firstUpper) = (LoadTwice(ref tables, 0), LoadTwice(ref tables, 16));
        var (secondLower, secondUpper) = (LoadTwice(ref tables, 32), LoadTwice(ref tables, 48));
        var rows = Vector256.Create(RunTables.AlphabetRows);
        var nibble = Vector256.Create((byte)0x0F);
        var (count, groups) = (0, history);
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var (v, w) = (Vector256.LoadUnsafe(ref bytes), Vector256.LoadUnsafe(ref bytes, 32));
            var c0 = Avx2.Shuffle(firstLower, v & nibble) & Avx2.Shuffle(firstUpper, (v.AsUInt16() >>> 4).AsByte() & nibble);
            var c1 = Avx2.Shuffle(firstLower, w & nibble) & Avx2.Shuffle(firstUpper, (w.AsUInt16() >>> 4).AsByte() & nibble);
            var (x, y) = (Vector256.LoadUnsafe(ref bytes, 1), Vector256.LoadUnsafe(ref bytes, 33));
            var s0 = Avx2.Shuffle(secondLower, x & nibble) & Avx2.Shuffle(secondUpper, (x.AsUInt16() >>> 4).AsByte() & nibble) & c0;
            var s1 = Avx2.Shuffle(secondLower, y & nibble) & Avx2.Shuffle(secondUpper, (y.AsUInt16() >>> 4).AsByte() & nibble) & c1;
            var escapes = ~((ulong)Vector256.Equals(s0, Vector256<byte>.Zero)
                .ExtractMostSignificantBits() | ((ulong)Vector256.Equals(s1, Vector256<byte>.Zero).ExtractMostSignificantBits() << 32));
            var alphabet = ~((ulong)Vector256.Equals(c0 & rows, Vector256<byte>.Zero)
                .ExtractMostSignificantBits() | ((ulong)Vector256.Equals(c1 & rows, Vector256<byte>.Zero)
                .ExtractMostSignificantBits() << 32));
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
    private static Vector256<byte> LoadTwice(ref byte tables, nuint offset)
    {
        var half = Vector128.LoadUnsafe(ref tables, offset);
        return Vector256.Create(half, half);
    }
}
