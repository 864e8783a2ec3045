using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>Processes byte by byte, with the exact tables. Runs on any machine.</summary>
internal sealed class ScalarKernel : Kernel
{
    public override string Name => "scalar";

    public override bool IsSupported => true;

    public override LookupKind Lookup => LookupKind.Long;

    public override int Find(ref byte start, int blocks, LiteralTable table, Span<ushort> positions)
    {
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            var candidates = FindCandidates(ref Unsafe.Add(ref start, block * BlockLength),
                ref MemoryMarshal.GetArrayDataReference(table.Exact));
            count = Flatten(candidates, block * BlockLength, ref MemoryMarshal.GetReference(positions), count);
        }

        return count;
    }

    private static ulong FindCandidates(ref byte bytes, ref uint tables)
    {
        var candidates = 0UL;
        for (var i = 0; i < BlockLength; i++)
        {
            var buckets = Unsafe.Add(ref tables, Unsafe.Add(ref bytes, i)) & Unsafe.Add(ref tables, 256 + Unsafe.Add(ref bytes, i + 1))
                & Unsafe.Add(ref tables, 512 + Unsafe.Add(ref bytes, i + 2)) & Unsafe.Add(ref tables, 768 + Unsafe.Add(ref bytes, i + 3));
            candidates |= (buckets != 0 ? 1UL : 0) << i;
        }

        return candidates;
    }
}
