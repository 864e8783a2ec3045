using System.Diagnostics;
using SecretSentry.Engine;
using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: what does looking for encoded text cost beside the scan, per MB? Wall time, medians of alternating rounds, one thread.
/// </summary>
internal static class DecodingCost
{
    private const int Rounds = 9;

    public static void Run()
    {
        var contents = Corpus.Read();
        var megabytes = contents.Sum(c => (double)c.Length) / 1e6;
        var (rules, matches, runs) = (BuiltInRules.Load(), new List<Match>(), new List<EncodedRun>());
        var candidates =
            new List<(string Name, Action Run)> { ("IndexOf absent byte", () =>
            Array.ForEach(contents, c => _ = c.AsSpan().IndexOf((byte)0x01))) };
        foreach (var kernel in RunKernel.Available)
        {
            var (hits, finder) = (new EncodedSpanCandidate[1 << 20], new RunFinder(kernel));
            candidates.Add(($"{kernel.Name}: kernel only", () => Array.ForEach(contents, c => Bare(kernel, c, hits))));
            candidates.Add(($"{kernel.Name}: runs found", () => Array.ForEach(contents, c => Find(finder, c, runs))));
        }

        foreach (var decodes in new[] { false, true })
        {
            var scanner = new Scanner(rules, Kernel.Available[0]) { Decodes = decodes };
            candidates.Add(($"{Kernel.Available[0].Name}: scanner{(decodes ? " that decodes" : "")}", () =>
                Array.ForEach(contents, c => { matches.Clear(); scanner.Scan(c, "", matches); })));
        }

        Tell(contents, megabytes, Times(candidates));
    }

    private static Dictionary<string, List<double>> Times(List<(string Name, Action Run)> candidates)
    {
        var times = candidates.ToDictionary(c => c.Name, _ => new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, run) in candidates)
            {
                var watch = Stopwatch.StartNew();
                run();
                times[name].Add(watch.Elapsed.TotalMicroseconds);
            }
        }

        return times;
    }

    private static void Tell(byte[][] contents, double megabytes, Dictionary<string, List<double>> times)
    {
        var (finder, runs) = (new RunFinder(RunKernel.Available[0]), new List<EncodedRun>());
        var found = contents.Sum(c => Find(finder, c, runs));
        var hits = contents.Sum(c => Bare(RunKernel.Available[0], c, new EncodedSpanCandidate[(c.Length / 64) + 1]));
        Console.WriteLine($"{contents.Length} contents, {megabytes:F0} MB; per MB {hits / megabytes:F0} hits, {found / megabytes:F1} runs");
        foreach (var (name, values) in times)
        {
            Console.WriteLine($"| {name} | {values.Order().ElementAt(Rounds / 2) / megabytes:F1} us per MB | least "
                + $"{values.Min() / megabytes:F1} |");
        }
    }

    private static int Find(RunFinder finder, byte[] content, List<EncodedRun> runs)
    {
        runs.Clear();
        finder.Find(content, runs);
        return runs.Count;
    }

    private static int Bare(RunKernel kernel, byte[] content, EncodedSpanCandidate[] hits)
    {
        var (history, count) = (0U, 0);
        for (var block = 0; block < (content.Length - 1) / 64; block += 512)
        {
            count += kernel.Find(ref content[block * 64], Math.Min(512, ((content.Length - 1) / 64) - block), ref history, hits);
        }

        return count;
    }
}
