using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// What the kernels with short look-ups keep on their stack, at the start of a cache line, so that no load of a row crosses one: a table's
/// rows, and two indices for each byte of some blocks.
/// </summary>
[InlineArray(LineLength + Rows + (2 * Indices))]
internal struct KernelBuffer
{
    /// <summary>Bytes of the rows.</summary>
    public const int Rows = Literal.WindowLength * LiteralTable.Groups * LiteralTable.RowsLength;

    /// <summary>Blocks whose indices are kept at a time.</summary>
    public const int Blocks = 16;

    /// <summary>Bytes from one index of a byte to its next.</summary>
    public const int Indices = (Blocks + 1) * Kernel.BlockLength;

    private const int LineLength = 64;

    private byte _first;

    /// <summary>The first byte at the start of a line.</summary>
    [UnscopedRef]
    public unsafe ref byte Align()
    {
        ref var first = ref Unsafe.As<KernelBuffer, byte>(ref this);
        return ref Unsafe.Add(ref first, (int)(-(nint)Unsafe.AsPointer(ref first) & (LineLength - 1)));
    }
}
