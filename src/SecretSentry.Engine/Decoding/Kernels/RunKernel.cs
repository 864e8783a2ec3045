using SecretSentry.Engine.Kernels;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>
/// The innermost loop of decoding: classifies every byte once. A run of 24 characters contains two aligned groups of eight wherever it
/// begins. So only pairs of full groups are reported, and only the first pair of each run. Groups are exact; escapes are a superset.
/// </summary>
internal abstract class RunKernel
{
    /// <summary>Number of bytes of a block.</summary>
    public const int BlockLength = Kernel.BlockLength;

    /// <summary>Number of bytes after its last block that a kernel may read.</summary>
    public const int Overreach = 1;

    private static readonly RunKernel[] All = [new RunVbmi(), new RunAvx2(), new Run128(), new RunScalar()];

    /// <summary>The kernels that this machine can run, the fastest first.</summary>
    public static IReadOnlyList<RunKernel> Available { get; } = [.. All.Where(kernel => kernel.IsSupported)];

    /// <summary>Same as <see cref="Kernel.Name"/>, so that SECRETSENTRY_KERNEL selects both.</summary>
    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    /// <summary>Returns the kernel that belongs to <paramref name="kernel"/>.</summary>
    public static RunKernel SelectFor(Kernel kernel) => Available.FirstOrDefault(own => own.Name == kernel.Name) ?? Available[0];

    /// <summary>Writes a candidate for each block that has one, in order. Returns their number.</summary>
    /// <param name="start">First byte. Must be readable up to <see cref="Overreach"/> bytes after the last block.</param>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="history">The last two groups before <paramref name="start"/>, the nearer one in bit 1. On return, the last two groups
    /// before the end.</param>
    /// <param name="candidates">Receives the candidates. Must have room for one per block.</param>
    public abstract int Find(ref byte start, int blocks, ref uint history, Span<EncodedSpanCandidate> candidates);
}
