namespace SecretSentry.Engine.Rules.Syntax;

/// <summary>
/// How often each byte value occurs in source code, roughly: the weights are hand-rounded shares of a mixed corpus of
/// program text. Only the order of magnitude matters: it decides which part of a literal is searched for first.
/// </summary>
internal static class ByteModel
{
    private static readonly double[] Share = BuildShares();

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

    private static double Rate(ByteSet set)
    {
        var sum = 0.0;
        for (var b = 0; b < 256; b++)
        {
            sum += set.Contains((byte)b) ? Share[b] : 0;
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
        Set(weights, "ABCDEFGHILMNOPRSTU", 3.5);
        Set(weights, "JKQVWXYZ", 1);
        Set(weights, "0123456789", 8);
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
