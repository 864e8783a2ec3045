using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Chooses for every literal its window and its bucket together, so that as few positions as possible have to be looked at: those where a
/// window really stands, and the false alarms. To a kernel a bucket allows, at each of four positions, every byte of a class of which any of the
/// bucket's literals has one there, in any combination; that is what is counted.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>Moves that <see cref="Improve"/> tries for each literal; four times as many take away another 6 % of the alarms.</summary>
    private const int MovesPerLiteral = 4000;

    /// <summary>A bucket that takes a literal at so little cost, as a share of the literal's own rate, is taken at once.</summary>
    private const double Negligible = 0.05;

    /// <summary>What of <see cref="ByteModel"/>'s rate is added to that of the common windows, for all the rare ones: measured on source that neither was counted in.</summary>
    private const double ShareOfRare = 0.2;

    private readonly CommonWindows? _common;
    private readonly Bucket[] _buckets;

    /// <param name="tables">How many tables the buckets make up.</param>
    /// <param name="placed">Literals that are placed already.</param>
    /// <param name="common">Which windows are common; null: a chain of single bytes has to do, and is quick.</param>
    public BucketLayout(int tables, IEnumerable<LiteralEntry> placed, CommonWindows? common = null)
    {
        _common = common;
        _buckets = [.. Enumerable.Range(0, tables * LiteralTable.Buckets).Select(_ => new Bucket())];
        foreach (var entry in placed)
        {
            Put(new(entry), entry.Bucket);
        }

        foreach (var bucket in _buckets)
        {
            bucket.Rate = RateOf(bucket.Window);
        }

        PlacedRate = Rate;
    }

    public IEnumerable<LiteralEntry> Entries => _buckets.SelectMany((bucket, number) => bucket.Members.Select(one => one.Entry with { WindowOffset = one.Offset, Bucket = number }));

    /// <summary>What <see cref="Rate"/> was with the literals alone that were placed already.</summary>
    public double PlacedRate { get; }

    /// <summary>Expected share of positions at which some bucket raises an alarm.</summary>
    public double Rate => _buckets.Sum(bucket => bucket.Rate);

    /// <summary>Places literals one by one, the most frequent first, each by its rarest window.</summary>
    public void Add(IEnumerable<(int Rule, Literal Literal)> literals)
    {
        foreach (var (rule, literal) in literals.OrderByDescending(one => one.Literal.Window.Rate))
        {
            Place(new(new LiteralEntry(rule, literal.Sets, literal.Window.Offset, literal.MinOffset, literal.MaxOffset, literal.AtBoundary, literal.IsGate, 0) { Around = literal.Around }), literal.Window.Rate);
        }
    }

    /// <summary>
    /// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over window and bucket of single literals, with a fixed seed.
    /// </summary>
    public void Improve()
    {
#pragma warning disable CA5394 // a search that can be repeated, nothing secret
        Placed[] all = [.. _buckets.SelectMany(bucket => bucket.Members)];
        Array.ForEach(all, one => one.Own = [.. one.Windows.Select(window => RateOf(window))]);
        var random = new Random(1);
        var moves = all.Length * MovesPerLiteral;
        var heat = Rate / _buckets.Length / 10;
        for (var move = 0; move < moves; move++)
        {
            var one = all[random.Next(all.Length)];
            var (bucket, offset) = (random.Next(_buckets.Length), random.Next(3) == 0 ? random.Next(one.Windows.Length) : one.Offset);
            if (bucket != one.Bucket || offset != one.Offset)
            {
                Try(one, bucket, offset, cost => cost < 0 || random.NextDouble() < Math.Exp(-cost / (heat * Math.Pow(1e-4, (double)move / moves))));
            }
        }
#pragma warning restore CA5394
    }

    private void Try(Placed one, int to, int offset, Predicate<double> isTaken)
    {
        var (source, target, own) = (_buckets[one.Bucket], _buckets[to], one.Own[offset] - one.Own[one.Offset]);
        var left = source.Without(one);
        var leftRate = to == one.Bucket ? 0 : RateOf(left, source);
        var full = (to == one.Bucket ? left : target.Window).Or(one.Windows[offset]);
        var fullRate = RateOf(full, target);
        var cost = to == one.Bucket ? fullRate - source.Rate + own : leftRate - source.Rate + fullRate - target.Rate + own;
        if (!isTaken(cost))
        {
            return;
        }

        if (to != one.Bucket)
        {
            source.Members.Remove(one);
            (source.Window, source.Rate) = (left, leftRate);
            target.Members.Add(one);
        }

        (target.Window, target.Rate) = (full, fullRate);
        (one.Bucket, one.Offset) = (to, offset);
    }

    private void Place(Placed one, double own)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var bucket = 0; bucket < _buckets.Length && least > own * Negligible; bucket++)
        {
            var cost = RateOf(_buckets[bucket].Window.Or(one.Windows[one.Offset]), _buckets[bucket]) - _buckets[bucket].Rate;
            (best, least) = cost < least ? (bucket, cost) : (best, least);
        }

        Put(one, best);
        _buckets[best].Rate = RateOf(_buckets[best].Window);
    }

    private void Put(Placed one, int number)
    {
        var bucket = _buckets[number];
        one.Bucket = number;
        bucket.Members.Add(one);
        bucket.Window = bucket.Window.Or(one.Windows[one.Offset]);
    }

    private double RateOf(in ClassWindow window, Bucket known) => window == known.Window ? known.Rate : RateOf(window);

    private double RateOf(in ClassWindow window) => window.A == 0 ? 0 : _common is null ? ByteModel.Rate(window) : _common.Rate(window) + (ShareOfRare * ByteModel.Rate(window));

    /// <summary>A literal, where it is placed now, and what could be its window.</summary>
    private sealed class Placed(LiteralEntry entry)
    {
        public LiteralEntry Entry { get; } = entry;

        public ClassWindow[] Windows { get; } = [.. Enumerable.Range(0, Math.Max(1, entry.Sets.Length - Literal.WindowLength + 1)).Select(offset => ClassWindow.Of(entry.Sets, offset))];

        /// <summary>The rate of each window by itself.</summary>
        public double[] Own { get; set; } = [];

        public int Offset { get; set; } = entry.WindowOffset;

        public int Bucket { get; set; }
    }

    private sealed class Bucket
    {
        public List<Placed> Members { get; } = [];

        public ClassWindow Window { get; set; }

        public double Rate { get; set; }

        public ClassWindow Without(Placed left)
        {
            var window = default(ClassWindow);
            foreach (var one in Members)
            {
                window = ReferenceEquals(one, left) ? window : window.Or(one.Windows[one.Offset]);
            }

            return window;
        }
    }
}
