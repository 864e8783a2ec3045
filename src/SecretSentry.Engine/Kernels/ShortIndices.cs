using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Layout;

namespace SecretSentry.Engine.Kernels;

/// <summary>
/// Indices for the kernels with look-ups of sixteen entries, by a byte's lower four bits. An index is the byte's position in a row of
/// <see cref="LiteralTable.Lookup"/>. The top bit is set where it belongs to the second row, so that a look-up in the first row gives zero.
/// There are four tables: for bytes with neither of bits 4 and 6, with bit 4, with bit 6, and with both. Each is stored twice so that it
/// fills 32 bytes.
/// </summary>
internal static class ShortIndices
{
    /// <summary>The top bit. A look-up by an index with this bit gives zero.</summary>
    public const byte Other = 0x80;

    /// <summary>All four tables, one after the other.</summary>
    public static byte[] All { get; } = [.. Enumerable.Range(0, ByteClasses.Count * 2).Select(i =>
    {
        var c = ShortClasses.Chosen.GetShortClass((i / LiteralTable.RowLength * 16) + (i % 16));
        return (byte)(c < 16 ? c : c - 16 + Other);
    })];
}
