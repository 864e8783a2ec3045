using BenchmarkDotNet.Attributes;
using SecretSentry.Engine;
using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: what does the search for encoded text cost in addition to the scan, per MB? Wall time, medians of alternating rounds, one
/// thread, see <see cref="Rounds"/>.
/// </summary>
[InvocationCount(1)]
[WarmupCount(1)]
[IterationCount(Rounds.Count)]
public class DecodingCost
{
    private readonly Rounds _rounds = new();
    private byte[][] _contents = [];

    [GlobalSetup]
    public void Prepare()
    {
        var contents = _contents = Corpus.Read();
        var (rules, matches, runs) = (BuiltInRules.Load(), new List<Match>(), new List<EncodedRun>());
        _rounds.Add("IndexOf absent byte", () => Array.ForEach(contents, c => _ = c.AsSpan().IndexOf((byte)0x01)));
        foreach (var kernel in RunKernel.Available)
        {
            var (candidates, finder) = (new EncodedSpanCandidate[1 << 20], new RunFinder(kernel));
            _rounds.Add($"{kernel.Name}: kernel only", () => Array.ForEach(contents, c => Bare(kernel, c, candidates)));
            _rounds.Add($"{kernel.Name}: runs found", () => Array.ForEach(contents, c => Find(finder, c, runs)));
        }

        foreach (var decodes in new[] { false, true })
        {
            var scanner = new Scanner(rules, Kernel.Available[0]) { Decodes = decodes };
            _rounds.Add($"{Kernel.Available[0].Name}: scanner{(decodes ? " that decodes" : "")}", () =>
                Array.ForEach(contents, c => { matches.Clear(); scanner.Scan(c, "", matches); }));
        }
    }

    /// <summary>Runs all candidates once.</summary>
    [Benchmark]
    public void Round() => _rounds.Run();

    [GlobalCleanup]
    public void Print()
    {
        var megabytes = _contents.Sum(c => (double)c.Length) / 1e6;
        var (finder, runs) = (new RunFinder(RunKernel.Available[0]), new List<EncodedRun>());
        var found = _contents.Sum(c => Find(finder, c, runs));
        var candidates = _contents.Sum(c => Bare(RunKernel.Available[0], c, new EncodedSpanCandidate[(c.Length / 64) + 1]));
        Console.WriteLine($"// {_contents.Length} contents, {megabytes:F0} MB; per MB {candidates / megabytes:F0} candidates, "
            + $"{found / megabytes:F1} runs");
        foreach (var (name, median, least) in _rounds.GetTimes())
        {
            Console.WriteLine($"| {name} | {median * 1e6 / megabytes:F1} us per MB | least {least * 1e6 / megabytes:F1} |");
        }
    }

    private static int Find(RunFinder finder, byte[] content, List<EncodedRun> runs)
    {
        runs.Clear();
        finder.Find(content, runs);
        return runs.Count;
    }

    private static int Bare(RunKernel kernel, byte[] content, EncodedSpanCandidate[] candidates)
    {
        var (history, count) = (0U, 0);
        for (var block = 0; block < (content.Length - 1) / 64; block += 512)
        {
            count += kernel.Find(ref content[block * 64], Math.Min(512, ((content.Length - 1) / 64) - block), ref history, candidates);
        }

        return count;
    }
}
