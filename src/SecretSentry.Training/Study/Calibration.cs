namespace SecretSentry.Training.Study;

/// <summary>
/// How likely a score is a credential: a logistic curve through the lines that cross-validation scored (two numbers, by Newton's method).
/// </summary>
internal sealed class Calibration
{
    private const int Steps = 50;

    /// <summary>Scores are divided by this, so that the numbers are of one size.</summary>
    private const double Unit = 256;

    private readonly double _slope;
    private readonly double _offset;

    public Calibration(IEnumerable<JudgedLine> lines)
    {
        var counted = lines.Where(line => line.IsCounted).Select(line => (Score: line.Score / Unit, Right: line.IsSecret ? 1.0 : 0.0))
            .ToArray();
        (_slope, _offset) = (1, 0);
        for (var step = 0; step < Steps; step++)
        {
            // A little weight on the slope keeps it finite where a set is parted without error.
            double byOffset = 0, bySlope = -1e-3 * _slope, offsets = 1e-9, crossed = 0, slopes = 1e-3;
            foreach (var (score, right) in counted)
            {
                var likely = ComputeLogistic((_slope * score) + _offset);
                var (error, spread) = (right - likely, likely * (1 - likely));
                (byOffset, bySlope) = (byOffset + error, bySlope + (error * score));
                (offsets, crossed, slopes) = (offsets + spread, crossed + (spread * score), slopes + (spread * score * score));
            }

            var determinant = (offsets * slopes) - (crossed * crossed);
            _offset += ((slopes * byOffset) - (crossed * bySlope)) / determinant;
            _slope += ((offsets * bySlope) - (crossed * byOffset)) / determinant;
        }
    }

    /// <summary>The likelihood of a score.</summary>
    public double GetLikelihood(int score) => ComputeLogistic((_slope * score / Unit) + _offset);

    /// <summary>The least score for each per cent from 1 to 99, as the judge's table holds them.</summary>
    public IEnumerable<short> ComputePercents(int count) => Enumerable.Range(1, count).Select(percent =>
    {
        var logit = Math.Log(percent / (100.0 - percent));
        return (short)Math.Clamp(Math.Ceiling((logit - _offset) / _slope * Unit), short.MinValue, short.MaxValue);
    });

    private static double ComputeLogistic(double logit) => 1 / (1 + Math.Exp(-logit));
}
