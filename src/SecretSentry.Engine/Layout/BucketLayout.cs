using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// Chooses a bucket for one literal after another, so that as few positions as possible have to be checked. At each of four positions, a
/// kernel allows every byte of a class if any literal of the bucket has such a byte there, in any combination. The rate of these windows is
/// what is counted, as estimated by <see cref="ByteModel"/>. Takes milliseconds; <see cref="LayoutAnnealing"/> gives better results.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>If a bucket takes a literal at no more than this share of the literal's own rate, it is chosen at once.</summary>
    private const double Negligible = 0.05;

    private readonly ClassWindow[] _allowed;
    private readonly double[] _rates;

    /// <param name="buckets">Number of buckets.</param>
    /// <param name="placed">Windows that are already in a bucket.</param>
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

    /// <summary>Value of <see cref="Rate"/> with only the literals that were already placed.</summary>
    public double PlacedRate { get; }

    /// <summary>Expected share of positions for which some bucket has its candidate bit set.</summary>
    public double Rate => _rates.Sum();

    /// <summary>Assigns a literal to a bucket and returns the bucket. The most frequent literals should be assigned first.</summary>
    /// <param name="window">The literal's window.</param>
    /// <param name="own">Share of positions at which the window occurs.</param>
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
