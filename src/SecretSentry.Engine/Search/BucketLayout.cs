using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Rules.Syntax;
using SecretSentry.Engine.Search.Kernels;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Chooses for every literal its window and its bucket together, so that as few positions as possible have to be looked at: those where a
/// window really stands, and the false alarms. To a kernel a bucket allows, at each of four positions, every byte of which it sees the same as of
/// one that any of the bucket's literals has there, in any combination; that is what is counted, with <see cref="ByteModel"/>'s rates.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>Moves that <see cref="Improve"/> tries for each literal.</summary>
    private const int MovesPerLiteral = 4000;

    /// <summary>A bucket that takes a literal at so little cost, as a share of the literal's own rate, is taken at once.</summary>
    private const double Negligible = 0.05;

    private readonly ByteFold _fold;
    private readonly Bucket[] _buckets;
    private readonly RateMemo _rates = new();

    /// <param name="fold">What the kernels see of a byte.</param>
    /// <param name="sheets">How many tables the buckets make up.</param>
    /// <param name="placed">Literals that are placed already.</param>
    public BucketLayout(ByteFold fold, int sheets, IEnumerable<LiteralEntry> placed)
    {
        _fold = fold;
        _buckets = [.. Enumerable.Range(0, sheets * LiteralTable.Buckets).Select(_ => new Bucket(fold))];
        foreach (var entry in placed)
        {
            _buckets[entry.Bucket].Add(entry);
        }
    }

    public IEnumerable<LiteralEntry> Entries => _buckets.SelectMany(bucket => bucket.Entries);

    /// <summary>Expected share of positions at which some bucket raises an alarm.</summary>
    public double Rate => _buckets.Sum(bucket => bucket.Rate);

    /// <summary>Places literals one by one, the most frequent first, each by its rarest window.</summary>
    public void Add(IEnumerable<(int Rule, Literal Literal)> literals)
    {
        foreach (var (rule, literal) in literals.OrderByDescending(one => one.Literal.Window.Rate))
        {
            Place(new LiteralEntry(rule, literal.Sets, literal.Window.Offset, literal.MinOffset, literal.MaxOffset, literal.AtBoundary, literal.IsGate, 0), literal.Window.Rate);
        }
    }

    /// <summary>
    /// Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over window and bucket of single literals, with a fixed seed.
    /// </summary>
    public void Improve()
    {
#pragma warning disable CA5394 // a search that can be repeated, nothing secret
        var entries = Entries.ToArray();
        var random = new Random(1);
        var moves = entries.Length * MovesPerLiteral;
        var heat = Rate / _buckets.Length / 10;
        for (var move = 0; move < moves; move++)
        {
            var temperature = heat * Math.Pow(1e-4, (double)move / moves);
            ref var entry = ref entries[random.Next(entries.Length)];
            var windows = Math.Max(1, entry.Sets.Length - Literal.WindowLength + 1);
            var moved = entry with { Bucket = random.Next(_buckets.Length), WindowOffset = random.Next(3) == 0 ? random.Next(windows) : entry.WindowOffset };
            var cost = CostOfMove(entry, moved);
            if (cost < 0 || random.NextDouble() < Math.Exp(-cost / temperature))
            {
                _buckets[entry.Bucket].Remove(entry);
                _buckets[moved.Bucket].Add(moved);
                entry = moved;
            }
        }
#pragma warning restore CA5394
    }

    private double CostOfMove(LiteralEntry from, LiteralEntry to)
    {
        if (from.Bucket == to.Bucket && from.WindowOffset == to.WindowOffset)
        {
            return 0;
        }

        var (old, own) = (_buckets[from.Bucket], OwnRate(to) - OwnRate(from));
        var without = old.Without(from);
        return from.Bucket == to.Bucket
            ? without.Or(FoldedWindow.Of(to, _fold)).Rate - old.Rate + own
            : without.Rate - old.Rate + _buckets[to.Bucket].CostOf(FoldedWindow.Of(to, _fold)) + own;
    }

    private double OwnRate(LiteralEntry entry) => _rates.Best(entry.Sets.AsSpan(entry.WindowOffset, Math.Min(Literal.WindowLength, entry.Sets.Length - entry.WindowOffset))).Rate;

    private void Place(LiteralEntry entry, double own)
    {
        var (best, least) = (0, double.PositiveInfinity);
        var window = FoldedWindow.Of(entry, _fold);
        for (var bucket = 0; bucket < _buckets.Length && least > own * Negligible; bucket++)
        {
            var cost = _buckets[bucket].CostOf(window);
            (best, least) = cost < least ? (bucket, cost) : (best, least);
        }

        _buckets[best].Add(entry with { Bucket = best });
    }

    /// <summary>Which lower six bits a kernel takes for allowed at each of the four positions.</summary>
    private readonly record struct FoldedWindow(ulong A, ulong B, ulong C, ulong D)
    {
        public static FoldedWindow Of(LiteralEntry entry, ByteFold fold) => new(Bits(entry, 0, fold), Bits(entry, 1, fold), Bits(entry, 2, fold), Bits(entry, 3, fold));

        private static ulong Bits(LiteralEntry entry, int k, ByteFold fold)
        {
            var six = entry.WindowSet(k).FoldToSixBits();
            return fold == ByteFold.SixBits ? six : six | (six << 32) | (six >> 32);
        }

        public double Rate => A == 0 ? 0 : ByteModel.RateOfSixBits([A, B, C, D]);

        public FoldedWindow Or(FoldedWindow other) => new(A | other.A, B | other.B, C | other.C, D | other.D);
    }

    private sealed class Bucket(ByteFold fold)
    {
        private FoldedWindow _window;

        public List<LiteralEntry> Entries { get; } = [];

        public double Rate { get; private set; }

        public double CostOf(FoldedWindow window) => _window.Or(window).Rate - Rate;

        public FoldedWindow Without(LiteralEntry left) => Entries.Where(entry => !ReferenceEquals(entry, left)).Aggregate(default(FoldedWindow), (all, one) => all.Or(FoldedWindow.Of(one, fold)));

        public void Add(LiteralEntry entry)
        {
            Entries.Add(entry);
            _window = _window.Or(FoldedWindow.Of(entry, fold));
            Rate = _window.Rate;
        }

        public void Remove(LiteralEntry entry)
        {
            Entries.RemoveAt(Entries.FindIndex(one => ReferenceEquals(one, entry)));
            _window = Entries.Aggregate(default(FoldedWindow), (all, one) => all.Or(FoldedWindow.Of(one, fold)));
            Rate = _window.Rate;
        }
    }
}
