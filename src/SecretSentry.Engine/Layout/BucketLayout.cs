using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// Chooses for one literal after another a bucket, so that as few positions as possible have to be looked at. To a kernel a bucket allows,
/// at each of four positions, every byte of a class of which any of the bucket's literals has one there, in any combination; that is what
/// is counted, as <see cref="ByteModel"/> sees it. Takes milliseconds; <see cref="LayoutAnnealing"/> does better.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>A bucket that takes a literal at so little cost, as a share of the literal's own rate, is taken at once.</summary>
    private const double Negligible = 0.05;

    private readonly ClassWindow[] _allowed;
    private readonly double[] _rates;

    /// <param name="buckets">How many there are.</param>
    /// <param name="placed">Windows that are in a bucket already.</param>
    public BucketLayout(int buckets, IEnumerable<(ClassWindow Window, int Bucket)> placed)
    {
        _allowed = new ClassWindow[buckets];
        foreach (var (window, bucket) in placed)
        {
            _allowed[bucket] = _allowed[bucket].Combine(window);
        }

        _rates = [.. _allowed.Select(ComputeRate)];
        PlacedRate = Rate;
    }

    /// <summary>What <see cref="Rate"/> was with the literals alone that were placed already.</summary>
    public double PlacedRate { get; }

    /// <summary>Expected share of positions at which some bucket raises an alarm.</summary>
    public double Rate => _rates.Sum();

    /// <summary>The bucket for a literal, which is in it from now on. The most frequent ones should come first.</summary>
    /// <param name="window">The literal's window.</param>
    /// <param name="own">The share of positions at which it stands.</param>
    public int Assign(in ClassWindow window, double own)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var bucket = 0; bucket < _allowed.Length && least > own * Negligible; bucket++)
        {
            var both = _allowed[bucket].Combine(window);
            var cost = both == _allowed[bucket] ? 0 : ComputeRate(both) - _rates[bucket];
            (best, least) = cost < least ? (bucket, cost) : (best, least);
        }

        _allowed[best] = _allowed[best].Combine(window);
        _rates[best] = ComputeRate(_allowed[best]);
        return best;
    }

    private static double ComputeRate(ClassWindow window) => window.A == 0 ? 0 : ByteModel.ComputeRate(window);
}
