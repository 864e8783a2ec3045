using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>Byte by byte over the exact tables; runs anywhere.</summary>
internal sealed class ScalarKernel : Kernel
{
    public override string Name => "scalar";

    public override bool IsSupported => true;

    public override void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms) =>
        Run(ref start, blocks, ref MemoryMarshal.GetArrayDataReference(table.Exact), ref MemoryMarshal.GetReference(alarms));

    private static void Run(ref byte start, int blocks, ref uint tables, ref ulong alarms)
    {
        for (var block = 0; block < blocks; block++)
        {
            ref var bytes = ref Unsafe.Add(ref start, block * BlockLength);
            var mask = 0UL;
            for (var i = 0; i < BlockLength; i++)
            {
                var buckets = Unsafe.Add(ref tables, Unsafe.Add(ref bytes, i)) & Unsafe.Add(ref tables, 256 + Unsafe.Add(ref bytes, i + 1))
                    & Unsafe.Add(ref tables, 512 + Unsafe.Add(ref bytes, i + 2)) & Unsafe.Add(ref tables, 768 + Unsafe.Add(ref bytes, i + 3));
                mask |= (buckets != 0 ? 1UL : 0) << i;
            }

            Unsafe.Add(ref alarms, block) |= mask;
        }
    }
}
