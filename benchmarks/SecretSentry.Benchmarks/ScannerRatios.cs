using System.Globalization;
using BenchmarkDotNet.Attributes;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how does the scanner compare, over the corpus of benchmarks/corpus.sh (SECRETSENTRY_CORPUS), with a search for one absent
/// byte, with Vectorscan, with twice the rules, on two threads? SECRETSENTRY_RULES names a rule file to use instead of the built-in rules.
/// The table at the end has medians of wall time, see <see cref="Rounds"/>.
/// </summary>
[InvocationCount(1)]
[WarmupCount(1)]
[IterationCount(Rounds.Count)]
public class ScannerRatios
{
    private readonly Rounds _rounds = new();
    private double _bytes;
    private Vectorscan? _vectorscan;

    [GlobalSetup]
    public void Prepare()
    {
        var contents = Corpus.Read();
        _bytes = contents.Sum(content => (double)content.Length);
        var rules = Environment.GetEnvironmentVariable("SECRETSENTRY_RULES") is { Length: > 0 } file ? Compile(file) : BuiltInRules.Load();
        _rounds.Add("IndexOf, absent byte", () => Array.ForEach(contents, content => _ = content.AsSpan().IndexOf((byte)0x01)));
        foreach (var kernel in Kernel.Available)
        {
            _rounds.Add($"{kernel.Name}: kernel", KernelAlone(kernel, rules, contents));
            _rounds.Add($"{kernel.Name}: scanner", Scanning(rules, kernel, contents, decodes: false));
            _rounds.Add($"{kernel.Name}: scanner that decodes", Scanning(rules, kernel, contents, decodes: true));
        }

        _rounds.Add("two threads", OnTwoThreads(rules, contents));
        _rounds.Add($"{rules.Rules.Count * 2} rules", Scanning(Doubled(rules), Kernel.Available[0], contents, decodes: false));
        _vectorscan = Vectorscan.TryCompile(rules.Rules.Where(rule => rule.Regex.Length > 0).Select(rule => rule.Regex));
        if (_vectorscan is { } vectorscan)
        {
            _rounds.Add($"Vectorscan, {vectorscan.Accepted} regexes", () => Array.ForEach(contents, content => vectorscan.Scan(content)));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"// {contents.Length} contents, {_bytes / 1e6:F0} MB, {rules.Rules.Count} rules; kernels here: "
            + $"{string.Join(", ", Kernel.Available.Select(kernel => kernel.Name))}; medians of {Rounds.Count} rounds"));
        PrintFunnel(rules, contents, _bytes);
    }

    /// <summary>Runs all candidates once.</summary>
    [Benchmark]
    public void Round() => _rounds.Run();

    [GlobalCleanup]
    public void Print()
    {
        var times = _rounds.GetTimes();
        Console.WriteLine("| what | GB/s | of IndexOf |");
        Console.WriteLine("|---|---|---|");
        foreach (var (name, seconds, _) in times)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {_bytes / seconds / 1e9:F3} | 1/{seconds / times[0].Median:F1} |"));
        }

        _vectorscan?.Dispose();
    }

    private static Action KernelAlone(Kernel kernel, RuleSet rules, byte[][] contents)
    {
        var parts = new KernelParts(rules, kernel);
        return () => Array.ForEach(contents, content => parts.Run(content, null));
    }

    private static Action Scanning(RuleSet rules, Kernel kernel, byte[][] contents, bool decodes)
    {
        var (scanner, matches) = (new Scanner(rules, kernel) { Decodes = decodes }, new List<Match>(100_000));
        return () =>
        {
            matches.Clear();
            Array.ForEach(contents, content => scanner.Scan(content, "", matches));
        };
    }

    /// <summary>Each thread repeatedly takes the next content, as in the program.</summary>
    private static Action OnTwoThreads(RuleSet rules, byte[][] contents)
    {
        var scanners = Enumerable.Range(0, 2).Select(_ =>
            (Scanner: new Scanner(rules, Kernel.Available[0]) { Decodes = false }, Matches: new List<Match>(100_000))).ToArray();
        return () =>
        {
            var next = -1;
            var other = new Thread(() => Scan(1));
            other.Start();
            Scan(0);
            other.Join();

            void Scan(int thread)
            {
                var (scanner, matches) = scanners[thread];
                matches.Clear();
                for (var i = Interlocked.Increment(ref next); i < contents.Length; i = Interlocked.Increment(ref next))
                {
                    scanner.Scan(contents[i], "", matches);
                }
            }
        };
    }

    /// <summary>
    /// Adds as many rules again. They look like rules for vendors' tokens: three letters and a digit that no issuer uses, then a long body.
    /// </summary>
    private static RuleSet Doubled(RuleSet rules)
    {
        var made = Enumerable.Range(0, rules.Rules.Count).Select(i => new Rule
        {
            Id = $"made-{i}",
            Regex = $@"\b(q{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}{i % 10}_[0-9A-Za-z]{{32}})\b",
        });
        return rules.AddRules([.. made]);
    }

    private static RuleSet Compile(string file) => RuleSet.Compile(RuleReader.Read(File.ReadAllText(file), file));

    private static void PrintFunnel(RuleSet rules, byte[][] contents, double bytes)
    {
        foreach (var kernel in Kernel.Available)
        {
            var (prefilter, parts) = (new Prefilter(rules, kernel), new KernelParts(rules, kernel));
            var (positions, candidates) = (0L, 0L);
            foreach (var content in contents)
            {
                parts.Run(content, _ => positions++);
                prefilter.Run(content);
                candidates += prefilter.Candidates.Length;
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"// {kernel.Name}: per MB {positions / bytes * 1e6:F0} positions, {candidates / bytes * 1e6:F0} candidates"));
        }
    }
}
