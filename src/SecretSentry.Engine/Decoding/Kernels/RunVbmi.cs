using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>
/// Uses AVX-512 VBMI to process 64 bytes at a time, looked up by seven bits (<c>vpermi2b</c>). Nothing is called within the loop.
/// </summary>
internal sealed class RunVbmi : RunKernel
{
    public override string Name => "avx512";

    public override bool IsSupported => Avx512Vbmi.IsSupported;

    public override int Find(ref byte start, int blocks, ref uint history, Span<EncodedSpanCandidate> candidates) =>
        Run(ref start, blocks, ref history, ref MemoryMarshal.GetReference(candidates), ref RunTables.Classes[0], ref RunTables.Seconds[0]);

    private static int Run(ref byte start, int blocks, ref uint history, ref EncodedSpanCandidate candidates, ref byte classes,
        ref byte seconds)
    {
        var (c0, c1) = (Vector512.LoadUnsafe(ref classes), Vector512.LoadUnsafe(ref classes, 64));
        var (s0, s1) = (Vector512.LoadUnsafe(ref seconds), Vector512.LoadUnsafe(ref seconds, 64));
        var high = Vector512.Create(RunTables.Alphabet);
        var (count, groups) = (0, history);
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var v = Vector512.LoadUnsafe(ref bytes);
            var c = Avx512Vbmi.PermuteVar64x8x2(c0, v, c1);
            var s = Avx512Vbmi.PermuteVar64x8x2(s0, Vector512.LoadUnsafe(ref bytes, 1), s1);
            var escapes = ~Vector512.Equals(c & s, Vector512<byte>.Zero).ExtractMostSignificantBits();
            var alphabet = Vector512.AndNot(c, v & high); // a byte from 0x80 up is looked up as if its top bit were clear
            groups |= (uint)Vector512.Equals(alphabet.AsUInt64(), high.AsUInt64()).ExtractMostSignificantBits() << 2;
            var starts = (groups >> 2) & (groups >> 1) & ~groups;
            groups >>= 8;
            Unsafe.Add(ref candidates, count) = new(block, starts, escapes);
            count += (starts | escapes) != 0 ? 1 : 0;
        }

        history = groups;
        return count;
    }
}
