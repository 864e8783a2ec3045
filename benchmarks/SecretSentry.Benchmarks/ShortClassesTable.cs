using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Layout;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Looks for the map of <see cref="ShortClasses"/> with which the literals of the built-in rules raise the fewest alarms, and prints it:
/// simulated annealing over the map, the buckets and the windows at once, as in <see cref="LayoutAnnealing"/>. Takes minutes.
/// </summary>
internal sealed class ShortClassesTable
{
    private const int MovesPerLiteral = 20_000;
    private const int MovesPerMap = 1000;

    /// <summary>From when on the map stays as it is, and the buckets settle.</summary>
    private const double MapIsDone = 0.8;

    /// <summary>A change of the map touches all buckets, and is allowed to cost more than that of one literal.</summary>
    private const double HeatOfMap = 8;

    private readonly Random _random = new(1);
    private readonly long _moves;
    private byte[] _map = [.. Enumerable.Range(0, ByteClasses.Count).Select(c => (byte)ShortClasses.Chosen.GetShortClass(c))];
    private LayoutAnnealing _layout;

    private ShortClassesTable(CommonWindows common, IReadOnlyList<LiteralEntry> entries)
    {
        (_layout, _moves) = (new(common, LiteralTable.Buckets, entries, window => ShortClasses.Chosen.Close(window)),
            (long)entries.Count * MovesPerLiteral);
    }

    /// <param name="file">src/SecretSentry.PatternCompiler/CommonWindows.txt.</param>
    public static void Print(string file)
    {
        var table = new ShortClassesTable(new(File.ReadAllBytes(file)), BuiltInRules.Load().GetLiterals(LookupKind.Short).Tables[0]
            .Entries);
        Console.WriteLine($"alarms per MB with the map as it is: {table._layout.Rate * 1e6:F0}");
        table.Run();
        Console.WriteLine($"with this one: {table._layout.Rate * 1e6:F0}");
        foreach (var row in table._map.Chunk(16))
        {
            Console.WriteLine(string.Join(" ", row.Select(c => $"{c},")));
        }
    }

    private void Run()
    {
        var heat = _layout.Heat;
        for (var move = 0L; move < _moves; move++)
        {
            var done = (double)move / _moves;
            var now = LayoutAnnealing.ComputeHeat(heat, done);
            if (move % MovesPerMap != 0)
            {
                _layout.Try(_random, now);
            }
            else if (done < MapIsDone)
            {
                TryMap(now * HeatOfMap);
            }
        }
    }

    /// <summary>Lets two bytes change places, or puts one somewhere else.</summary>
    private void TryMap(double heat)
    {
        byte[] map = [.. _map];
        var (a, b) = (_random.Next(map.Length), _random.Next(map.Length));
        (map[a], map[b]) = _random.Next(2) == 0 ? (map[b], map[a]) : ((byte)_random.Next(ShortClasses.Count), map[b]);
        var classes = new ShortClasses(map);
        var layout = _layout.AdaptTo(window => classes.Close(window));
        if (layout.Rate - _layout.Rate <= LayoutAnnealing.PickMaxCost(_random, heat))
        {
            (_map, _layout) = (map, layout);
        }
    }
}
