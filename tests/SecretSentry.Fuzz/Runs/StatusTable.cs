using System.Globalization;

namespace SecretSentry.Fuzz.Runs;

/// <summary>Prints the counts of all targets as a table.</summary>
internal static class StatusTable
{
    /// <summary>Returns 0 when no target has a failure, otherwise 1.</summary>
    public static int Print(string root)
    {
        var folder = Path.Combine(root, "targets");
        string[] names = Directory.Exists(folder)
            ? [.. Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)] : [];
        Console.WriteLine("| target | inputs | inputs/s | corpus | edges | since last new edge | failures | mended |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        TargetState[] states = [.. names.Select(name => new TargetState(root, name))];
        foreach (var (name, state) in names.Zip(states))
        {
            var counts = state.Counts;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {counts.Inputs:N0} | {counts.Inputs / Math.Max(counts.Seconds, 0.001):N0} | {counts.Corpus:N0} | "
                + $"{counts.Edges:N0} | {counts.Inputs - counts.LastEdge:N0} | {state.Failures} | {state.Mended} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"all: {states.Sum(state => state.Counts.Inputs):N0} inputs, {states.Sum(state => state.Failures)} failures"));
        return states.Any(state => state.Failures > 0) ? 1 : 0;
    }
}
