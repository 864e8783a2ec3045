using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>Processes byte by byte. Runs on any machine.</summary>
internal sealed class RunScalar : RunKernel
{
    public override string Name => "scalar";

    public override bool IsSupported => true;

    public override int Find(ref byte start, int blocks, ref uint history, Span<EncodedSpanCandidate> candidates) =>
        Run(ref start, blocks, ref history, ref MemoryMarshal.GetReference(candidates), ref RunTables.Classes[0], ref RunTables.Seconds[0]);

    private static int Run(ref byte start, int blocks, ref uint history, ref EncodedSpanCandidate candidates, ref byte classes,
        ref byte seconds)
    {
        var (count, groups) = (0, history);
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var (alphabet, escapes) = (0UL, 0UL);
            for (var i = 0; i < BlockLength; i++)
            {
                var first = Unsafe.Add(ref classes, Unsafe.Add(ref bytes, i));
                alphabet |= (ulong)(uint)(first >> 7) << i;
                escapes |= ((first & Unsafe.Add(ref seconds, Unsafe.Add(ref bytes, i + 1))) != 0 ? 1UL : 0) << i;
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
}
