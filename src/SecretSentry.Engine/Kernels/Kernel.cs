using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// The innermost loop of the search for literals: it checks the four bytes from every position on. (<c>RunKernel</c>, the one of decoding,
/// checks each byte by itself.) All kernels report at least the positions for which <see cref="LiteralTable.Exact"/> has a bucket. The
/// coarser kernels report some more. Shared by all threads.
/// </summary>
internal abstract class Kernel
{
    /// <summary>Number of positions of a block.</summary>
    public const int BlockLength = 64;

    /// <summary>Number of bytes after its last block that a kernel may read.</summary>
    public const int Overreach = 3;

    /// <summary>Number of positions beyond the candidates that a kernel may write.</summary>
    public const int Slack = BlockLength;

    /// <summary>Environment variable with the name of a kernel to use instead of the fastest one.</summary>
    public const string Variable = "SECRETSENTRY_KERNEL";

    private static readonly Kernel[] All = [new Avx512Kernel(), new Avx2Kernel(), new Vector128Kernel(), new ScalarKernel()];

    /// <summary>The kernels that this machine can run, the fastest first.</summary>
    public static IReadOnlyList<Kernel> Available { get; } = [.. All.Where(kernel => kernel.IsSupported)];

    /// <summary>The kernel that this process uses. It is chosen once.</summary>
    /// <exception cref="FormatException"><see cref="Variable"/> does not name a kernel that runs on this machine.</exception>
    public static Kernel Chosen => _chosen ??= Choose(Environment.GetEnvironmentVariable(Variable));

    private static Kernel? _chosen;

    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    /// <summary>The kind of look-up for which literals have to be laid out.</summary>
    public abstract LookupKind Lookup { get; }

    /// <summary>
    /// Writes the positions for which some bucket has its candidate bit set, in ascending order and relative to <paramref name="start"/>.
    /// Returns their number. Reads <see cref="Overreach"/> bytes after the last block.
    /// </summary>
    /// <param name="start">The first byte of the first block.</param>
    /// <param name="blocks">Number of blocks, up to 1,024.</param>
    /// <param name="table">The literals' table, laid out for <see cref="Lookup"/>.</param>
    /// <param name="positions">Receives the positions. Must have room for all positions of the blocks and <see cref="Slack"/> more.</param>
    public abstract int Find(ref byte start, int blocks, LiteralTable table, Span<ushort> positions);

    /// <summary>Distance in bytes of prefetching: the bytes after a part are loaded while the part's candidates are processed.</summary>
    private const int BytesAhead = 6144;

    /// <summary>
    /// Number of candidates of a block that are written without checking how many there are. This avoids a branch that the processor
    /// mispredicts for one block in three.
    /// </summary>
    private const int UsualCandidates = 6;

    /// <summary>
    /// Adds the positions of a block's candidates after the first <paramref name="count"/> positions. Returns the new number of positions.
    /// </summary>
    /// <param name="candidates">A bit for each candidate position.</param>
    /// <param name="offset">The block's first position.</param>
    /// <param name="positions">Receives the positions.</param>
    /// <param name="count">Number of positions already there.</param>
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

    /// <summary>Prefetches bytes. This is a hint; the address may lie outside the content.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static unsafe void Prefetch(ref byte bytes)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0((byte*)Unsafe.AsPointer(ref bytes) + BytesAhead);
        }
    }

    /// <exception cref="FormatException">No kernel of that name runs on this machine.</exception>
    internal static Kernel Choose(string? name) => string.IsNullOrEmpty(name) ? Available[0]
        : Available.FirstOrDefault(kernel => kernel.Name == name)
        ?? throw new FormatException($"{Variable} is '{name}'; valid values on this machine are "
        + $"{string.Join(", ", Available.Select(kernel => $"'{kernel.Name}'"))}, or unset for the fastest");
}
