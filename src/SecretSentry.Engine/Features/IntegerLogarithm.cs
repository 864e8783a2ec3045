namespace SecretSentry.Engine.Features;

/// <summary>Logarithms to base two as whole numbers, so that every machine computes the same values.</summary>
internal static class IntegerLogarithm
{
    private const int Fraction = 8;

    private static readonly int[] Table = [.. Enumerable.Range(0, 257).Select(Compute)];

    /// <summary>Returns log2(<paramref name="value"/>) in 256ths, for 0 to 256. Returns 0 for 0.</summary>
    public static int GetLog2(int value) => Table[value];

    /// <summary>Computes a logarithm by squaring. Each squaring gives one more bit of the fraction.</summary>
    private static int Compute(int value)
    {
        if (value < 2)
        {
            return 0;
        }

        var whole = 31 - System.Numerics.BitOperations.LeadingZeroCount((uint)value);
        var result = whole << Fraction;
        var mantissa = ((ulong)value << 31) >> whole; // 1.31 bits
        for (var bit = Fraction - 1; bit >= 0; bit--)
        {
            mantissa = (mantissa * mantissa) >> 31;
            if (mantissa >= 1ul << 32)
            {
                mantissa >>= 1;
                result |= 1 << bit;
            }
        }

        return result;
    }
}
