using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;

namespace SecretSentry.Engine.Layout;

/// <summary>
/// Searches for a layout of literals with fewer candidate bits. It uses simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over the
/// bucket and the window of single literals, with a fixed seed. One search takes seconds. <see cref="CommonWindows"/> says how many
/// candidate bits a window sets.
/// </summary>
internal sealed class LayoutAnnealing
{
    /// <summary>Number of moves tried for each literal. With half of it, the layout has a tenth more candidate bits.</summary>
    private const int MovesPerLiteral = 8000;

    /// <summary>One of this many moves may change the window.</summary>
    private const int MovesPerWindow = 3;

    /// <summary>
    /// The heat at the end, as a share of the heat at the start. With a hundredth of it, half of the moves are wasted. With three times as
    /// much, the layout has more candidate bits.
    /// </summary>
    private const double Cold = 1e-2;

    private readonly CommonWindows _common;
    private readonly Placed[] _all;
    private readonly BucketTally[] _buckets;

    /// <param name="common">Says how many candidate bits a window sets.</param>
    /// <param name="buckets">Number of buckets.</param>
    /// <param name="entries">Literals with a window and a bucket.</param>
    /// <param name="see">Returns the window that the kernels really test for a window; it may accept more.</param>
    public LayoutAnnealing(CommonWindows common, int buckets, IEnumerable<LiteralEntry> entries, Func<ClassWindow, ClassWindow> see)
        : this(common, buckets, entries.Select(entry => Placed.Create(entry, common, see)))
    {
    }

    private LayoutAnnealing(CommonWindows common, int buckets, IEnumerable<Placed> all)
    {
        (_common, _all, _buckets) = (common, [.. all], [.. Enumerable.Range(0, buckets).Select(_ => new BucketTally(common))]);
        foreach (var placed in _all)
        {
            _buckets[placed.Bucket].Add(placed.Window);
        }
    }

    /// <summary>Expected share of positions for which some bucket has its candidate bit set.</summary>
    public double Rate => _buckets.Sum(bucket => bucket.Rate);

    /// <summary>The heat at the start.</summary>
    public double Heat => Rate / _buckets.Length / 10;

    /// <summary>Returns better windows and buckets, and the share of positions for which they have candidate bits.</summary>
    public static (LiteralEntry[] Entries, double Rate) Improve(LookupKind kind, LiteralEntry[] entries, int buckets, CommonWindows common)
    {
        var layout = new LayoutAnnealing(common, buckets, entries, window => kind.See(window));
        var (random, heat, moves) = (new Random(1), layout.Heat, layout._all.Length * MovesPerLiteral);
        for (var move = 0; move < moves; move++)
        {
            layout.Try(random, ComputeHeat(heat, (double)move / moves));
        }

        return ([.. entries.Zip(layout._all, (entry, placed) => entry with { WindowOffset = placed.Choice, Bucket = placed.Bucket })],
            layout.Rate);
    }

    /// <summary>Returns the heat at the given progress, from 0 to 1.</summary>
    public static double ComputeHeat(double heat, double done) => heat * Math.Pow(Cold, done);

    /// <summary>
    /// Returns a copy with the same windows and buckets for kernels that see bytes differently. Changes to one layout do not affect the
    /// other.
    /// </summary>
    public LayoutAnnealing AdaptTo(Func<ClassWindow, ClassWindow> see) =>
        new(_common, _buckets.Length, _all.Select(placed => placed.AdaptTo(see)));

    /// <summary>
    /// Tries one move. A move that costs nothing is made. A move that costs something is made by chance: rarely when it costs much or the
    /// heat is low.
    /// </summary>
    public void Try(Random random, double heat)
    {
#pragma warning disable CA5394 // a repeatable search, nothing secret
        var placed = _all[random.Next(_all.Length)];
        var (bucket, choice) = (random.Next(_buckets.Length), random.Next(MovesPerWindow) == 0 ? random.Next(placed.Choices)
            : placed.Choice);
        if (bucket == placed.Bucket && choice == placed.Choice)
        {
            return;
        }

        var most = PickMaxCost(random, heat);
        if (ComputeCost(placed, bucket, choice, most) <= most)
        {
            _buckets[placed.Bucket].Remove(placed.Window);
            (placed.Bucket, placed.Choice) = (bucket, choice);
            _buckets[bucket].Add(placed.Window);
        }
    }

    /// <summary>Returns the maximum cost of the next move, chosen so that a move is made with probability exp(-cost / heat).</summary>
    public static double PickMaxCost(Random random, double heat) => -heat * Math.Log(1 - random.NextDouble());
#pragma warning restore CA5394

    /// <summary>
    /// Returns the cost of a move: by how much the rate of candidate bits grows, plus by how much the rate of real occurrences of the
    /// window grows. When the cost is above <paramref name="most"/>, any value above it may be returned.
    /// </summary>
    private double ComputeCost(Placed placed, int bucket, int choice, double most)
    {
        var own = placed.GetRate(choice) - placed.GetRate(placed.Choice);
        if (bucket == placed.Bucket)
        {
            return own + _buckets[bucket].MeasureRemoval(placed.Window, placed.GetWindow(choice));
        }

        own += placed.ComputeLoss(_buckets[placed.Bucket]);
        return own + _buckets[bucket].MeasureAddition(placed.GetWindow(choice), most - own);
    }

    /// <summary>A literal: its possible windows, how often each really occurs, the chosen window, and its bucket.</summary>
    private sealed class Placed
    {
        private readonly ClassWindow[] _windows;
        private readonly double[] _own;
        private readonly ClassWindow[] _seen;
        private (BucketTally? Of, int Version, double Value) _loss;

        private Placed(ClassWindow[] windows, double[] own, Func<ClassWindow, ClassWindow> see) =>
            (_windows, _own, _seen) = (windows, own, [.. windows.Select(see)]);

        public int Choices => _windows.Length;

        public required int Choice { get; set; }

        public required int Bucket { get; set; }

        /// <summary>The chosen window as the kernels see it.</summary>
        public ClassWindow Window => _seen[Choice];

        public static Placed Create(LiteralEntry entry, CommonWindows common, Func<ClassWindow, ClassWindow> see)
        {
            ClassWindow[] windows = [.. Enumerable.Range(0, Math.Max(1, entry.Sets.Length - Literal.WindowLength + 1))
                .Select(offset => ClassWindow.Create(entry.Sets, offset))];
            return new(windows, [.. windows.Select(window => common.ComputeRate(window))], see)
            {
                Choice = entry.WindowOffset,
                Bucket = entry.Bucket,
            };
        }

        public Placed AdaptTo(Func<ClassWindow, ClassWindow> see) => new(_windows, _own, see) { Choice = Choice, Bucket = Bucket };

        public ClassWindow GetWindow(int choice) => _seen[choice];

        public double GetRate(int choice) => _own[choice];

        /// <summary>
        /// Returns by how much the rate of <paramref name="own"/>, the literal's bucket, changes when the literal is removed.
        /// </summary>
        public double ComputeLoss(BucketTally own)
        {
            if (_loss.Of != own || _loss.Version != own.Version)
            {
                _loss = (own, own.Version, own.MeasureRemoval(Window));
            }

            return _loss.Value;
        }
    }
}
