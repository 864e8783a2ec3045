using SecretSentry.Engine.Search;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Looks for the map of <see cref="ShortClasses"/> with which the literals of the built-in rules raise the fewest alarms, and prints it: simulated
/// annealing over the map, the buckets and the windows at once, as in <see cref="LayoutAnnealing"/>. Takes minutes.
/// </summary>
internal sealed class ShortClassesTable
{
    private const int MovesPerLiteral = 20_000;
    private const int MovesPerMap = 1000;

    /// <summary>From when on the map stays as it is, and the buckets settle.</summary>
    private const double MapIsDone = 0.8;

    /// <summary>A change of the map touches all buckets, and is allowed to cost more than that of one literal.</summary>
    private const double HeatOfMap = 8;

    private readonly CommonWindows _common;
    private readonly Placed[] _all;
    private readonly Random _random = new(1);
    private byte[] _map;
    private ShortClasses _classes;
    private BucketTally[] _tallies;

    private ShortClassesTable(CommonWindows common, LiteralEntry[] entries)
    {
        (_common, _all) = (common, [.. entries.Select(entry => new Placed(entry, common))]);
        _map = [.. Enumerable.Range(0, ByteClasses.Count).Select(c => (byte)ShortClasses.Chosen.Of(c))];
        (_classes, _tallies) = Tally(_map);
    }

    private double Rate => _tallies.Sum(tally => tally.Rate);

    /// <param name="file">src/SecretSentry.PatternCompiler/CommonWindows.txt.</param>
    public static void Print(string file)
    {
        var table = new ShortClassesTable(new(File.ReadAllBytes(file)), [.. BuiltInRules.Load().Literals(LookupKind.Short).Tables[0].Entries]);
        Console.WriteLine($"alarms per MB with the map as it is: {table.Rate * 1e6:F0}");
        table.Run();
        Console.WriteLine($"with this one: {table.Rate * 1e6:F0}");
        foreach (var row in table._map.Chunk(16))
        {
            Console.WriteLine(string.Join(" ", row.Select(c => $"{c},")));
        }
    }

    private void Run()
    {
        var moves = (long)_all.Length * MovesPerLiteral;
        var heat = Rate / _tallies.Length / 10;
        for (var move = 0L; move < moves; move++)
        {
            var done = (double)move / moves;
            var now = heat * Math.Pow(LayoutAnnealing.Cold, done);
            if (move % MovesPerMap != 0)
            {
                TryPlace(now);
            }
            else if (done < MapIsDone)
            {
                TryMap(now * HeatOfMap);
            }
        }
    }

    private void TryPlace(double heat)
    {
        var one = _all[_random.Next(_all.Length)];
        var (to, choice) = (_random.Next(_tallies.Length), _random.Next(3) == 0 ? _random.Next(one.Windows.Length) : one.Choice);
        var (window, next) = (_classes.Close(one.Windows[one.Choice]), _classes.Close(one.Windows[choice]));
        if (to == one.Bucket)
        {
            return;
        }

        var cost = one.Own[choice] - one.Own[one.Choice] + _tallies[one.Bucket].Without(window) + _tallies[to].With(next, double.PositiveInfinity);
        if (IsTaken(cost, heat))
        {
            _tallies[one.Bucket].Remove(window);
            _tallies[to].Add(next);
            (one.Bucket, one.Choice) = (to, choice);
        }
    }

    /// <summary>Lets two bytes change places, or puts one somewhere else.</summary>
    private void TryMap(double heat)
    {
        byte[] map = [.. _map];
        var (a, b) = (_random.Next(map.Length), _random.Next(map.Length));
        (map[a], map[b]) = _random.Next(2) == 0 ? (map[b], map[a]) : ((byte)_random.Next(ShortClasses.Count), map[b]);
        var (classes, tallies) = Tally(map);
        if (IsTaken(tallies.Sum(tally => tally.Rate) - Rate, heat))
        {
            (_map, _classes, _tallies) = (map, classes, tallies);
        }
    }

    private bool IsTaken(double cost, double heat) => cost < 0 || _random.NextDouble() < Math.Exp(-cost / heat);

    private (ShortClasses Classes, BucketTally[] Tallies) Tally(byte[] map)
    {
        var classes = new ShortClasses(map);
        var tallies = Enumerable.Range(0, LiteralTable.Buckets).Select(_ => new BucketTally(_common)).ToArray();
        foreach (var one in _all)
        {
            tallies[one.Bucket].Add(classes.Close(one.Windows[one.Choice]));
        }

        return (classes, tallies);
    }

    /// <summary>A literal: what could be its window, how often each really stands, which one it is, and its bucket.</summary>
    private sealed class Placed(LiteralEntry entry, CommonWindows common)
    {
        public ClassWindow[] Windows { get; } = LayoutAnnealing.WindowsOf(entry);

        public double[] Own { get; } = [.. LayoutAnnealing.WindowsOf(entry).Select(window => common.Rate(window))];

        public int Choice { get; set; } = entry.WindowOffset;

        public int Bucket { get; set; } = entry.Bucket;
    }
}
