namespace SecretSentry.Fuzz.Targets;

/// <summary>The oracle of deltas: byte by byte, as gitformat-pack describes them.</summary>
internal static class SlowDelta
{
    /// <summary>Returns the result; null when the operations are not valid or do not make <paramref name="length"/> bytes.</summary>
    public static byte[]? Apply(ReadOnlySpan<byte> source, ReadOnlySpan<byte> operations, int length)
    {
        var result = new List<byte>();
        for (var at = 0; at < operations.Length;)
        {
            var operation = operations[at++];
            var (from, count) = (-1L, (long)operation);
            if (operation >= 0x80 && !TryReadCopy(operations, operation, ref at, out from, out count))
            {
                return null;
            }

            var bytes = from < 0 ? operations : source;
            var start = from < 0 ? at : from;
            if (operation == 0 || start + count > bytes.Length || result.Count + count > length)
            {
                return null;
            }

            result.AddRange(bytes.Slice((int)start, (int)count));
            at += from < 0 ? (int)count : 0;
        }

        return result.Count == length ? [.. result] : null;
    }

    /// <summary>
    /// Four bytes of offset and three of size, of which only those that are not zero are there. A size of zero is 65,536.
    /// </summary>
    private static bool TryReadCopy(ReadOnlySpan<byte> operations, byte operation, ref int at, out long from, out long count)
    {
        (from, count) = (0, 0);
        var fields = 0L;
        for (var bit = 0; bit < 7; bit++)
        {
            if ((operation & (1 << bit)) == 0)
            {
                continue;
            }

            if (at >= operations.Length)
            {
                return false;
            }

            fields |= (long)operations[at++] << (8 * bit);
        }

        (from, count) = (fields & 0xFFFFFFFF, fields >> 32 == 0 ? 0x10000 : fields >> 32);
        return true;
    }
}
