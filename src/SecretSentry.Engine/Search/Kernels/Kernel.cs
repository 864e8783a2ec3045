using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// The innermost loop: looks at four bytes from every position. All kernels report at least the positions at which
/// <see cref="LiteralTable.Exact"/> names a bucket; the coarser ones report some more.
/// </summary>
internal abstract class Kernel
{
    /// <summary>Positions of a block.</summary>
    public const int BlockLength = 64;

    /// <summary>How many bytes behind its last block a kernel may read.</summary>
    public const int Overreach = 3;

    /// <summary>Names a kernel to use instead of the fastest one.</summary>
    public const string Variable = "SECRETSENTRY_KERNEL";

    private static readonly Kernel[] All = [new Avx512Kernel(), new Avx2Kernel(), new Vector128Kernel(), new ScalarKernel()];

    /// <summary>Those this machine can run, the fastest first.</summary>
    public static IReadOnlyList<Kernel> Available { get; } = [.. All.Where(kernel => kernel.IsSupported)];

    /// <summary>The one this process uses; chosen once.</summary>
    /// <exception cref="FormatException"><see cref="Variable"/> names none that runs here.</exception>
    public static Kernel Chosen => _chosen ??= Choose(Environment.GetEnvironmentVariable(Variable));

    private static Kernel? _chosen;

    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    /// <summary>Sets in <paramref name="alarms"/>, for each block a number, bit i where at position i of the block a bucket raises an alarm; leaves the other bits. Reads <see cref="Overreach"/> bytes behind the last block.</summary>
    public abstract void Find(ref byte start, int blocks, LiteralTable table, Span<ulong> alarms);

    /// <summary>How many positions more than there are alarms <see cref="Flatten"/> may write.</summary>
    public const int FlattenSlack = BlockLength;

    /// <summary>Alarms of a block that are written without asking how many there are.</summary>
    private const int UsualAlarms = 4;

    /// <summary>Writes the positions of all <paramref name="alarms"/>, counted from the first block, in ascending order; how many.</summary>
    /// <param name="alarms">Those of up to 1,024 blocks.</param>
    /// <param name="positions">Receives them; has room for as many as there may be, and <see cref="FlattenSlack"/>.</param>
    public virtual int Flatten(ReadOnlySpan<ulong> alarms, Span<ushort> positions)
    {
        ref var first = ref MemoryMarshal.GetReference(positions);
        var count = 0;
        for (var block = 0; block < alarms.Length; block++)
        {
            var mask = alarms[block];
            var end = count + BitOperations.PopCount(mask);
            for (var k = 0; k < UsualAlarms; k++)
            {
                Unsafe.Add(ref first, count + k) = (ushort)((block * BlockLength) + BitOperations.TrailingZeroCount(mask));
                mask &= mask - 1;
            }

            for (count += UsualAlarms; count < end; count++)
            {
                Unsafe.Add(ref first, count) = (ushort)((block * BlockLength) + BitOperations.TrailingZeroCount(mask));
                mask &= mask - 1;
            }

            count = end;
        }

        return count;
    }

    /// <exception cref="FormatException">No kernel of that name runs here.</exception>
    internal static Kernel Choose(string? name) => string.IsNullOrEmpty(name) ? Available[0]
        : Available.FirstOrDefault(kernel => kernel.Name == name)
        ?? throw new FormatException($"{Variable} is '{name}'; on this machine it can be {string.Join(", ", Available.Select(kernel => $"'{kernel.Name}'"))}, or unset for the fastest");
}
