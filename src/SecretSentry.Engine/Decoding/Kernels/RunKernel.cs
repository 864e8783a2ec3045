using SecretSentry.Engine.Kernels;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>
/// The innermost loop of decoding: classifies every byte once. A run of 24 characters holds two aligned groups of eight wherever it begins,
/// so only pairs of full groups are looked at, and of these the first of each run. Groups are exact; escapes are a superset.
/// </summary>
internal abstract class RunKernel
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockLength = Kernel.BlockLength;

    /// <summary>How many bytes behind its last block a kernel may read.</summary>
    public const int Overreach = 1;

    private static readonly RunKernel[] All = [new RunVbmi(), new RunAvx2(), new Run128(), new RunScalar()];

    /// <summary>Those this machine can run, the fastest first.</summary>
    public static IReadOnlyList<RunKernel> Available { get; } = [.. All.Where(kernel => kernel.IsSupported)];

    /// <summary>As in <see cref="Kernel.Name"/>, so that SECRETSENTRY_KERNEL forces both.</summary>
    public abstract string Name { get; }

    public abstract bool IsSupported { get; }

    /// <summary>The kernel that goes with <paramref name="kernel"/>.</summary>
    public static RunKernel SelectFor(Kernel kernel) => Available.FirstOrDefault(own => own.Name == kernel.Name) ?? Available[0];

    /// <summary>Writes a hit for each block that has one, in order; how many.</summary>
    /// <param name="start">First byte; readable up to <see cref="Overreach"/> bytes behind the last block.</param>
    /// <param name="blocks">How many blocks.</param>
    /// <param name="history">The last two groups before <paramref name="start"/>, the nearer one in bit 1; on return those before the
    /// end.</param>
    /// <param name="candidates">Has room for one per block.</param>
    public abstract int Find(ref byte start, int blocks, ref uint history, Span<EncodedSpanCandidate> candidates);
}
