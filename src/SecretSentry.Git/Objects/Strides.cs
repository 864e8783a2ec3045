namespace SecretSentry.Git.Objects;

/// <summary>Fills decoding tables.</summary>
internal static class Strides
{
    /// <summary>Sets every <paramref name="step"/>-th value, starting with the first.</summary>
    public static void FillEvery(this Span<uint> values, int step, uint value)
    {
        for (var i = 0; i < values.Length; i += step)
        {
            values[i] = value;
        }
    }
}
