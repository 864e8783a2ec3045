using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// The innermost loops: one looks at four bytes from every position, one at each byte by itself. All kernels report at least the positions
/// at which <see cref="LiteralTable.Exact"/> names a bucket; the coarser ones report some more. Shared by all threads.
/// </summary>
internal abstract class Kernel
{
    /// <summary>Positions of a block.</summary>
    public const int BlockLength = 64;

    /// <summary>How many bytes behind its last block a kernel may read.</summary>
    public const int Overreach = 3;

    /// <summary>How many positions more than there are alarms a kernel may write.</summary>
    public const int Slack = BlockLength;

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

    /// <summary>For which literals have to be laid out.</summary>
    public abstract LookupKind Lookup { get; }

    /// <summary>
    /// Writes the positions at which a bucket raises an alarm, counted from <paramref name="start"/>, in ascending order; how many. Reads
    /// <see cref="Overreach"/> bytes behind the last block.
    /// </summary>
    /// <param name="start">The first byte of the first block.</param>
    /// <param name="blocks">How many blocks, up to 1,024.</param>
    /// <param name="table">The literals' table, of <see cref="Lookup"/>.</param>
    /// <param name="positions">Receives them; has room for all positions of the blocks, and <see cref="Slack"/>.</param>
    public abstract int Find(ref byte start, int blocks, LiteralTable table, Span<ushort> positions);

    /// <summary>Bytes that are fetched ahead: what comes behind a part is on its way while the part's alarms are looked at.</summary>
    private const int BytesAhead = 6144;

    /// <summary>
    /// Alarms of a block that are written without asking how many there are: so the processor does not guess, and guess wrong, for one
    /// block in three.
    /// </summary>
    private const int UsualCandidates = 6;

    /// <summary>Adds the positions of a block's alarms to the first <paramref name="count"/>; how many they are then.</summary>
    /// <param name="candidates">A bit for each position with an alarm.</param>
    /// <param name="offset">The block's first position.</param>
    /// <param name="positions">Receives them.</param>
    /// <param name="count">How many are there.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static int Flatten(ulong candidates, int offset, ref ushort positions, int count)
    {
        var end = count + BitOperations.PopCount(candidates);
        for (var k = 0; k < UsualCandidates; k++)
        {
            Unsafe.Add(ref positions, count + k) = (ushort)(offset + BitOperations.TrailingZeroCount(candidates));
            candidates &= candidates - 1;
        }

        for (count += UsualCandidates; count < end; count++)
        {
            Unsafe.Add(ref positions, count) = (ushort)(offset + BitOperations.TrailingZeroCount(candidates));
            candidates &= candidates - 1;
        }

        return end;
    }

    /// <summary>A hint; the address may lie outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static unsafe void Prefetch(ref byte bytes)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref bytes) + BytesAhead);
        }
    }

    /// <exception cref="FormatException">No kernel of that name runs here.</exception>
    internal static Kernel Choose(string? name) => string.IsNullOrEmpty(name) ? Available[0]
        : Available.FirstOrDefault(kernel => kernel.Name == name)
        ?? throw new FormatException($"{Variable} is '{name}'; on this machine it can be "
        + $"{string.Join(", ", Available.Select(kernel => $"'{kernel.Name}'"))}, or unset for the fastest");
}
