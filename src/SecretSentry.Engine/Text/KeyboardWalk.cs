namespace SecretSentry.Engine.Text;

/// <summary>Measures runs of characters whose keys are next to each other, as in qwerty, 1qaz2wsx or 12345.</summary>
internal static class KeyboardWalk
{
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>For each byte, row * 16 + column of its key. 255 when there is no key.</summary>
    private static readonly byte[] Keys = MakeKeys();

    private static byte[] MakeKeys()
    {
        var keys = new byte[256];
        Array.Fill(keys, byte.MaxValue);
        for (var row = 0; row < Rows.Length; row++)
        {
            for (var column = 0; column < Rows[row].Length; column++)
            {
                var key = Rows[row][column];
                keys[key] = (byte)((row * 16) + column);
                keys[char.ToUpperInvariant(key)] = keys[key];
            }
        }

        return keys;
    }

    /// <summary>Returns the number of characters of the longest walk.</summary>
    public static int MeasureLongest(ReadOnlySpan<byte> value)
    {
        var (longest, run) = (value.IsEmpty ? 0 : 1, 1);
        for (var i = 1; i < value.Length; i++)
        {
            run = AreNeighbours(Keys[value[i - 1]], Keys[value[i]]) ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool AreNeighbours(byte first, byte second)
    {
        if (first == byte.MaxValue || second == byte.MaxValue || first == second)
        {
            return false;
        }

        var (rows, columns) = ((second >> 4) - (first >> 4), (second & 15) - (first & 15));
        return rows is >= -1 and <= 1 && columns is >= -1 and <= 1;
    }
}
