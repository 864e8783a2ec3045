using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// Look-ups in a table of sixteen bytes that use the instruction directly. For <c>Vector128.ShuffleNative</c>, a native program that is
/// built for any processor calls a loop over bytes, even if the processor has the instruction.
/// </summary>
internal static class SixteenBytes
{
    /// <summary>Whether this machine has such an instruction: SSSE3 <c>pshufb</c>, Arm64 <c>tbl</c>.</summary>
    public static bool IsSupported => Ssse3.IsSupported || AdvSimd.Arm64.IsSupported;

    /// <summary>
    /// Returns, for each byte of <paramref name="index"/>, the table's byte with that number, or zero where the top bit of the index is
    /// set. Other indices are below 16.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Look(Vector128<byte> table, Vector128<byte> index) =>
        Ssse3.IsSupported ? Ssse3.Shuffle(table, index) : AdvSimd.Arm64.VectorTableLookup(table, index);
}
