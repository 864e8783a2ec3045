namespace SecretSentry.Engine.Rules.Syntax;

/// <summary>
/// How often each byte value occurs in source code, roughly: the weights are hand-rounded shares of a mixed corpus of
/// program text. Only the order of magnitude matters: it decides which part of a literal is searched for first. Positions are taken as
/// independent, which capitals and digits are not: they come in runs, so theirs are three times their share.
/// </summary>
internal static class ByteModel
{
    private static readonly double[] Share = BuildShares();

    /// <summary>For each upper half and each half of the 16 lower halves: the share of every subset.</summary>
    private static readonly double[] Subsets = BuildSubsets();

    /// <summary>Expected share of positions at which every set of the window holds.</summary>
    public static double Rate(ReadOnlySpan<ByteSet> window)
    {
        var rate = 1.0;
        foreach (var set in window)
        {
            rate *= Rate(set);
        }

        return rate;
    }

    /// <summary>Expected share of bytes whose lower half is among bits 0-15 of <paramref name="halves"/> and whose upper half among bits 16-31.</summary>
    public static double RateOfHalves(uint halves)
    {
        var sum = 0.0;
        var (low, high) = ((int)(halves & 0xFF), (int)(halves >> 8 & 0xFF));
        for (var upper = halves >> 16; upper != 0; upper &= upper - 1)
        {
            var row = System.Numerics.BitOperations.TrailingZeroCount(upper) * 512;
            sum += Subsets[row + low] + Subsets[row + 256 + high];
        }

        return sum;
    }

    private static double[] BuildSubsets()
    {
        var subsets = new double[16 * 512];
        for (var row = 0; row < 32; row++)
        {
            for (var subset = 1; subset < 256; subset++)
            {
                var lowest = System.Numerics.BitOperations.TrailingZeroCount(subset);
                subsets[(row * 256) + subset] = subsets[(row * 256) + (subset & (subset - 1))] + Share[(row * 8) + lowest];
            }
        }

        return subsets;
    }

    private static double Rate(ByteSet set)
    {
        Span<ulong> words = stackalloc ulong[4];
        set.CopyWords(words);
        var sum = 0.0;
        for (var row = 0; row < 16; row++)
        {
            var lower = (int)(words[row >> 2] >> ((row & 3) * 16) & 0xFFFF);
            sum += Subsets[(row * 512) + (lower & 0xFF)] + Subsets[(row * 512) + 256 + (lower >> 8)];
        }

        return sum;
    }

    private static double[] BuildShares()
    {
        var weights = new double[256];
        Array.Fill(weights, 0.2); // control and non-ASCII bytes
        Set(weights, " ", 150);
        Set(weights, "\n", 28);
        Set(weights, "\t", 15);
        Set(weights, "e", 72);
        Set(weights, "tanoris", 50);
        Set(weights, "lcdu", 30);
        Set(weights, "mpfhgb", 18);
        Set(weights, "yvwkx", 9);
        Set(weights, "jqz", 3);
        Set(weights, "ABCDEFGHILMNOPRSTU", 10);
        Set(weights, "JKQVWXYZ", 6);
        Set(weights, "0123456789", 25);
        Set(weights, ".,()_-=/\"':;", 11);
        Set(weights, "{}[]<>*+", 5);
        Set(weights, "!#$%&?@\\^`|~", 1.5);
        var total = weights.Sum();
        return [.. weights.Select(weight => weight / total)];
    }

    private static void Set(double[] weights, string bytes, double weight)
    {
        foreach (var b in bytes)
        {
            weights[b] = weight;
        }
    }
}
