using SecretSentry.Training.Fit;

namespace SecretSentry.Training;

/// <summary>The score from which a level begins: the lowest score from which the required share of the lines is right.</summary>
internal sealed record LevelRule(double Low, double Medium, double High)
{
    public static LevelRule Whole { get; } = new(0.87, 0.94, 0.97);

    /// <summary>Stricter, because the core raises values that the whole forest scores lower.</summary>
    public static LevelRule Core { get; } = new(0.91, 0.965, 0.985);

    public int[] GetLeastScores(LineCurve curve)
    {
        var high = curve.FindScore(High).Score;
        var medium = Math.Min(high, curve.FindScore(Medium).Score);
        return [Math.Min(medium, curve.FindScore(Low).Score), medium, high];
    }
}
