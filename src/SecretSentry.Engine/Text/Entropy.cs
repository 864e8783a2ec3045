using System.Numerics;

namespace SecretSentry.Engine.Text;

/// <summary>Shannon entropy of the byte distribution.</summary>
internal static class Entropy
{
    /// <summary>Counts below this are looked up in a table. For a longer text the rest is computed.</summary>
    private const int TableLength = 512;

    private static readonly double[] NLogN = BuildTable();

    /// <summary>Returns the entropy in bits per byte, 0 for an empty text. H = log2 n - (sum of c log2 c) / n over the counts c.</summary>
    public static double Compute(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        Span<int> counts = stackalloc int[256];
        Span<ulong> present = stackalloc ulong[4];
        counts.Clear();
        present.Clear();
        foreach (var b in text)
        {
            counts[b]++;
            present[b >> 6] |= 1UL << (b & 63);
        }

        var sum = 0.0;
        for (var word = 0; word < present.Length; word++)
        {
            for (var rest = present[word]; rest != 0; rest &= rest - 1)
            {
                var count = counts[(word * 64) + BitOperations.TrailingZeroCount(rest)];
                sum += count < TableLength ? NLogN[count] : count * Math.Log2(count);
            }
        }

        return Math.Log2(text.Length) - (sum / text.Length);
    }

    private static double[] BuildTable()
    {
        var table = new double[TableLength];
        for (var n = 2; n < TableLength; n++)
        {
            table[n] = n * Math.Log2(n);
        }

        return table;
    }
}
