using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Rules;

namespace SecretSentry.PatternCompiler.Tables;

/// <summary>
/// Looks for the map of <see cref="ShortClasses"/> with which the literals of the rules set the fewest candidate bits, and prints it. The
/// map, the buckets and the windows are annealed together, as in <see cref="LayoutAnnealing"/>. This takes minutes.
/// </summary>
internal sealed class ShortClassesTable
{
    private const int MovesPerLiteral = 20_000;
    private const int MovesPerMap = 1000;

    /// <summary>Part of the moves after which the map does not change any more, so that the buckets settle.</summary>
    private const double MapIsDone = 0.8;

    /// <summary>A change of the map affects all buckets, so it may cost more than the move of one literal.</summary>
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

    /// <summary>Prints the map, with the rate of candidate bits before and after.</summary>
    public static void Print(IReadOnlyList<Rule> rules, CommonWindows common)
    {
        var table = new ShortClassesTable(common, RuleSet.Compile(rules, common).GetLiterals(LookupKind.Short).Tables[0].Entries);
        Console.WriteLine($"candidate bits per MB with the current map: {table._layout.Rate * 1e6:F0}");
        table.Run();
        Console.WriteLine($"with the new map: {table._layout.Rate * 1e6:F0}");
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

    /// <summary>Swaps the classes of two bytes, or gives one byte another class.</summary>
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
