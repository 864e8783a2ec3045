using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// For the kernels with look-ups of sixteen entries, by a byte's lower four bits: its place in a row of <see cref="LiteralTable.Lookup"/>,
/// with the top bit where that is the second row, so that a look-up in the first one gives zero. Four tables, for bytes with neither of
/// bits 4 and 6, with bit 4, with bit 6, with both; each twice so that it fills 32 bytes.
/// </summary>
internal static class ShortIndices
{
    /// <summary>The top bit: a look-up by an index that has it gives zero.</summary>
    public const byte Other = 0x80;

    /// <summary>All four, one behind the other.</summary>
    public static byte[] All { get; } = [.. Enumerable.Range(0, ByteClasses.Count * 2).Select(i =>
    {
        var c = ShortClasses.Chosen.GetShortClass((i / LiteralTable.RowLength * 16) + (i % 16));
        return (byte)(c < 16 ? c : c - 16 + Other);
    })];
}
