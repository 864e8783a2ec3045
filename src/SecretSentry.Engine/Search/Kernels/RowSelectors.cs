namespace SecretSentry.Engine.Search.Kernels;

/// <summary>
/// For each of the three rows of <see cref="LiteralTable.Rows"/> what the upper four bits of a byte do to the index: nothing, the turn of digits, or, where
/// the row is not the byte's, a top bit, for which a shuffle gives zero. Sixteen entries, each twice.
/// </summary>
internal static class RowSelectors
{
    /// <summary>All three, one behind the other.</summary>
    public static byte[] All { get; } = [.. Of(isLetter: false, null), .. Of(isLetter: true, hasBit4: false), .. Of(isLetter: true, hasBit4: true)];

    private static byte[] Of(bool isLetter, bool? hasBit4) => [.. Enumerable.Range(0, LiteralTable.RowLength).Select(i =>
    {
        var (bit6, bit4) = ((i & 4) != 0, (i & 1) != 0);
        return bit6 != isLetter || (hasBit4 ?? bit4) != bit4 ? (byte)0x80 : !isLetter && bit4 ? (byte)LiteralTable.TurnOfDigits : (byte)0;
    })];
}
