using System.Diagnostics;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Measures candidates in alternating rounds. On a shared machine only ratios within one run mean anything, and the time between two
/// benchmarks of BenchmarkDotNet is minutes. So a benchmark runs a round, and the times of the candidates are kept here.
/// </summary>
internal sealed class Rounds
{
    /// <summary>Number of rounds that are evaluated: the last ones.</summary>
    public const int Count = 9;

    private readonly List<(string Name, Action Run, List<double> Seconds)> _candidates = [];

    /// <summary>Adds a candidate.</summary>
    public void Add(string name, Action run) => _candidates.Add((name, run, []));

    /// <summary>Runs each candidate once, in the order in which they were added.</summary>
    public void Run()
    {
        foreach (var (_, run, seconds) in _candidates)
        {
            var watch = Stopwatch.StartNew();
            run();
            seconds.Add(watch.Elapsed.TotalSeconds);
        }
    }

    /// <summary>Returns the median and the least time of each candidate, in seconds.</summary>
    public IReadOnlyList<(string Name, double Median, double Least)> GetTimes() => [.. _candidates.Select(candidate =>
    {
        var last = candidate.Seconds.TakeLast(Count).Order().ToArray();
        return (candidate.Name, last[last.Length / 2], last[0]);
    })];
}
