using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Rules.Syntax;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Chooses for every literal its window and its bucket together, so that the buckets raise as few false alarms as possible. Counted are the
/// alarms of the coarsest kernel, which sees a byte as two halves: to it a bucket allows, at each position, every lower half with every upper
/// half that any of its literals has there.
/// </summary>
internal sealed class BucketLayout
{
    /// <summary>Rounds of <see cref="Improve"/>; later ones gain nothing.</summary>
    private const int Rounds = 6;

    private readonly Bucket[] _buckets = [.. Enumerable.Range(0, LiteralTable.Buckets).Select(_ => new Bucket())];

    public BucketLayout(IEnumerable<LiteralEntry> placed)
    {
        foreach (var entry in placed)
        {
            _buckets[entry.Bucket].Add(entry);
        }
    }

    public IEnumerable<LiteralEntry> Entries => _buckets.SelectMany(bucket => bucket.Entries);

    /// <summary>Expected share of positions at which some bucket raises an alarm.</summary>
    public double Rate => _buckets.Sum(bucket => bucket.Rate);

    /// <summary>Places literals one by one, the most frequent first.</summary>
    public void Add(IEnumerable<(int Rule, Literal Literal)> literals)
    {
        foreach (var (rule, literal) in literals.OrderByDescending(one => Literal.BestWindow(one.Literal.Sets).Rate))
        {
            Place(new LiteralEntry(rule, literal.Sets, 0, literal.MinOffset, literal.MaxOffset, literal.AtBoundary, 0));
        }
    }

    /// <summary>Takes each literal out and places it anew, several times over.</summary>
    public void Improve()
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var entry in Entries.ToArray())
            {
                _buckets[entry.Bucket].Remove(entry);
                Place(entry);
            }
        }
    }

    private void Place(LiteralEntry entry)
    {
        var (best, cost) = (entry, double.PositiveInfinity);
        for (var offset = 0; offset == 0 || offset + Literal.WindowLength <= entry.Sets.Length; offset++)
        {
            var window = Window.Of(entry with { WindowOffset = offset });
            for (var bucket = 0; bucket < _buckets.Length; bucket++)
            {
                var more = _buckets[bucket].CostOf(window);
                if (more < cost)
                {
                    (best, cost) = (entry with { WindowOffset = offset, Bucket = bucket }, more);
                }
            }
        }

        _buckets[best.Bucket].Add(best);
    }

    /// <summary>Which halves occur at each of the four positions: the lower ones in bits 0-15, the upper ones in bits 16-31.</summary>
    private readonly record struct Window(uint H0, uint H1, uint H2, uint H3)
    {
        public static Window Of(LiteralEntry entry) => new(Halves(entry.WindowSet(0)), Halves(entry.WindowSet(1)), Halves(entry.WindowSet(2)), Halves(entry.WindowSet(3)));

        public double Rate => ByteModel.RateOfHalves(H0) * ByteModel.RateOfHalves(H1) * ByteModel.RateOfHalves(H2) * ByteModel.RateOfHalves(H3);

        public Window Or(Window other) => new(H0 | other.H0, H1 | other.H1, H2 | other.H2, H3 | other.H3);

        private static uint Halves(ByteSet set)
        {
            var halves = 0u;
            for (var b = 0; b < 256; b++)
            {
                halves |= set.Contains((byte)b) ? (1u << (b & 15)) | (0x10000u << (b >> 4)) : 0;
            }

            return halves;
        }
    }

    private sealed class Bucket
    {
        private Window _window;

        public List<LiteralEntry> Entries { get; } = [];

        public double Rate { get; private set; }

        public double CostOf(Window window) => _window.Or(window).Rate - Rate;

        public void Add(LiteralEntry entry)
        {
            Entries.Add(entry);
            _window = _window.Or(Window.Of(entry));
            Rate = _window.Rate;
        }

        public void Remove(LiteralEntry entry)
        {
            Entries.Remove(entry);
            _window = Entries.Aggregate(default(Window), (all, one) => all.Or(Window.Of(one)));
            Rate = _window.Rate;
        }
    }
}
