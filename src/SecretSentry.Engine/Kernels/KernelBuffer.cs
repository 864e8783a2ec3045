using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// What the kernels with short look-ups keep on their stack: the rows of a table, and two indices for each byte of some blocks. It starts
/// at a cache line, so that no load of a row crosses one.
/// </summary>
[InlineArray(LineLength + Rows + (2 * Indices))]
internal struct KernelBuffer
{
    /// <summary>Number of bytes of the rows.</summary>
    public const int Rows = Literal.WindowLength * LiteralTable.Groups * LiteralTable.RowsLength;

    /// <summary>Number of blocks whose indices are kept at a time.</summary>
    public const int Blocks = 16;

    /// <summary>Number of bytes between the two indices of a byte.</summary>
    public const int Indices = (Blocks + 1) * Kernel.BlockLength;

    private const int LineLength = 64;

    private byte _first;

    /// <summary>Returns the first byte that is at the start of a cache line.</summary>
    [UnscopedRef]
    public unsafe ref byte Align()
    {
        ref var first = ref Unsafe.As<KernelBuffer, byte>(ref this);
        return ref Unsafe.Add(ref first, (int)(-(nint)Unsafe.AsPointer(ref first) & (LineLength - 1)));
    }
}
