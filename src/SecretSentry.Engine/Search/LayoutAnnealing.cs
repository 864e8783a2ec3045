using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Looks for a layout of literals with fewer alarms: simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over the bucket and the window of single literals, with a
/// fixed seed. Takes seconds; alarms are counted by <see cref="CommonWindows"/>.
/// </summary>
internal sealed class LayoutAnnealing
{
    /// <summary>Moves tried for each literal; twice as many take away another 5 % of the alarms.</summary>
    private const int MovesPerLiteral = 8000;

    /// <summary>Of so many moves one may change the window.</summary>
    private const int MovesPerWindow = 3;

    /// <summary>The heat at the end, as a part of that at the start: a hundredth of this wastes half the moves, three times as much leaves more alarms.</summary>
    public const double Cold = 1e-2;

    private readonly Placed[] _all;
    private readonly BucketTally[] _buckets;

    private LayoutAnnealing(CommonWindows common, int buckets, Placed[] all)
    {
        (_all, _buckets) = (all, [.. Enumerable.Range(0, buckets).Select(_ => new BucketTally(common))]);
        foreach (var one in all)
        {
            _buckets[one.Bucket].Add(one.Window);
        }
    }

    /// <summary>Better windows and buckets, and the share of positions at which these raise alarms.</summary>
    public static (LiteralEntry[] Entries, double Rate) Improve(LookupKind kind, LiteralEntry[] entries, int buckets, CommonWindows common)
    {
        Placed[] all = [.. entries.Select(entry => new Placed(kind, WindowsOf(entry), entry.WindowOffset, entry.Bucket, common))];
        var rate = new LayoutAnnealing(common, buckets, all).Run();
        return ([.. entries.Zip(all, (entry, one) => entry with { WindowOffset = one.Choice, Bucket = one.Bucket })], rate);
    }

    /// <summary>What could be the window of a literal.</summary>
    public static ClassWindow[] WindowsOf(LiteralEntry entry) => [.. Enumerable.Range(0, Math.Max(1, entry.Sets.Length - Literal.WindowLength + 1)).Select(offset => ClassWindow.Of(entry.Sets, offset))];

    private double Run()
    {
#pragma warning disable CA5394 // a search that can be repeated, nothing secret
        var random = new Random(1);
        var moves = _all.Length * MovesPerLiteral;
        var heat = Rate / _buckets.Length / 10;
        for (var move = 0; move < moves; move++)
        {
            var one = _all[random.Next(_all.Length)];
            var (bucket, choice) = (random.Next(_buckets.Length), random.Next(MovesPerWindow) == 0 ? random.Next(one.Windows.Length) : one.Choice);
            if (bucket == one.Bucket && choice == one.Choice)
            {
                continue;
            }

            var most = -heat * Math.Pow(Cold, (double)move / moves) * Math.Log(1 - random.NextDouble());
            if (Cost(one, bucket, choice, most) <= most)
            {
                Move(one, bucket, choice);
            }
        }
#pragma warning restore CA5394
        return Rate;
    }

    private double Rate => _buckets.Sum(bucket => bucket.Rate);

    /// <summary>By how much the alarms, and the positions at which a window really stands, would grow; anything above <paramref name="most"/> if it is more.</summary>
    private double Cost(Placed one, int bucket, int choice, double most)
    {
        var own = one.Own[choice] - one.Own[one.Choice];
        if (bucket == one.Bucket)
        {
            return own + _buckets[bucket].Without(one.Window, one.Windows[choice]);
        }

        own += one.Loss(_buckets[one.Bucket]);
        return own + _buckets[bucket].With(one.Windows[choice], most - own);
    }

    private void Move(Placed one, int bucket, int choice)
    {
        _buckets[one.Bucket].Remove(one.Window);
        (one.Bucket, one.Choice) = (bucket, choice);
        _buckets[bucket].Add(one.Window);
    }

    /// <summary>A literal: what could be its window, which one is, and its bucket.</summary>
    private sealed class Placed(LookupKind kind, ClassWindow[] windows, int choice, int bucket, CommonWindows common)
    {
        /// <summary>As the kernels see them.</summary>
        public ClassWindow[] Windows { get; } = [.. windows.Select(window => kind.See(window))];

        /// <summary>How often each window really stands.</summary>
        public double[] Own { get; } = windows.Length == 1 ? [0] : [.. windows.Select(window => common.Rate(window))];

        public int Choice { get; set; } = choice;

        public ClassWindow Window => Windows[Choice];

        public int Bucket { get; set; } = bucket;

        /// <summary>How much its bucket would lose with it.</summary>
        public double Loss(BucketTally own)
        {
            if (_loss.Of != own || _loss.Version != own.Version)
            {
                _loss = (own, own.Version, own.Without(Window));
            }

            return _loss.Value;
        }

        private (BucketTally? Of, int Version, double Value) _loss;
    }
}
