using System.Runtime.CompilerServices;

namespace SecretSentry.Engine.Decoding.Kernels;

/// <summary>A block has eight groups of eight bytes. A group is full when every byte of it is a character of encoded text.</summary>
internal static class Groups
{
    /// <summary>Returns a value with bit k set when bits 8k to 8k + 7 of <paramref name="bytes"/> are all set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint FindFull(ulong bytes)
    {
        var all = bytes & (bytes >> 1);
        all &= all >> 2;
        all &= all >> 4;
        return (uint)(((all & 0x0101010101010101) * 0x0102040810204080) >> 56); // the product collects bit 8k in bit 56 + k
    }

    /// <summary>
    /// Returns the groups that are the second full one after a group that is not full. Bits 0 and 1 of <paramref name="groups"/> are the
    /// two groups before the block.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Starts(uint groups) => (groups >> 2) & (groups >> 1) & ~groups;
}
