using System.Diagnostics;
using SecretSentry.Engine.Findings;
using SecretSentry.Engine.Search;
using SecretSentry.Engine.Search.Kernels;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>Ratios over the corpus in seconds instead of minutes: rounds that alternate all candidates, medians of thread time.</summary>
internal static class Quick
{
    public static void Run()
    {
        var contents = Corpus.Read();
        var bytes = contents.Sum(c => (double)c.Length);
        var rules = Environment.GetEnvironmentVariable("SECRETSENTRY_RULES") is { Length: > 0 } file ? Compile(file) : BuiltInRules.Load();
        var matches = new List<Match>(100_000);
        var runs = new List<(string Name, Action Run)> { ("IndexOf absent byte", () => { foreach (var c in contents) { _ = c.AsSpan().IndexOf((byte)0x01); } }) };
        foreach (var kernel in Kernel.Available)
        {
            var hits = new Hit[1 << 16];
            runs.Add(($"{kernel.Name}: kernel only", () =>
            {
                foreach (var c in contents)
                {
                    kernel.Find(ref c[0], Math.Max(0, (c.Length - 3) / 64), rules.TableFor(kernel.Fold), hits);
                }
            }
            ));
            var prefilter = new Prefilter(rules, kernel);
            runs.Add(($"{kernel.Name}: candidates", () => { foreach (var c in contents) { prefilter.Run(c); } }));
            var scanner = new Scanner(rules, kernel);
            runs.Add(($"{kernel.Name}: whole scanner", () => { matches.Clear(); foreach (var c in contents) { scanner.Scan(c, "", matches); } }));
        }

        if (Environment.GetEnvironmentVariable("SECRETSENTRY_HOT") is { Length: > 0 } hot) // --hot
        {
            for (var i = 0; i < 25; i++)
            {
                runs.First(r => r.Name == hot).Run();
            }

            return;
        }

        foreach (var kernel in Kernel.Available)
        {
            var hits = new Hit[1 << 16];
            long blocks = 0, positions = 0, places = 0, candidates = 0;
            var perBucket = new long[32];
            var prefilter = new Prefilter(rules, kernel);
            var perRule = new Dictionary<string, long>();
            if (kernel == Kernel.Available[0])
            {
                var sample = contents.Where((_, i) => i % 10 == 0).ToArray();
                var size = sample.Sum(c => (double)c.Length);
                var rates = rules.TableFor(kernel.Fold).Entries.AsParallel().Select(e =>
                {
                    var n = 0L;
                    var (w0, w1, w2, w3) = (e.WindowSet(0), e.WindowSet(1), e.WindowSet(2), e.WindowSet(3));
                    foreach (var c in sample)
                    {
                        for (var i = 0; i + 3 < c.Length; i++)
                        {
                            n += w0.Contains(c[i]) && w1.Contains(c[i + 1]) && w2.Contains(c[i + 2]) && w3.Contains(c[i + 3]) ? 1 : 0;
                        }
                    }

                    return (Entry: e, Rate: n / size * 1e6);
                }).OrderByDescending(r => r.Rate).ToArray();
                Console.WriteLine($"sum of windows {rates.Sum(r => r.Rate):F0} per MB, {rates.Length} entries");
                foreach (var (e, rate) in rates.Take(40))
                {
                    Console.WriteLine($"  {rate:F0} b{e.Bucket} {rules.Rules[e.Rule].Id} at {e.WindowOffset} of {e.Sets.Length} ({e.MinOffset}..{e.MaxOffset}) {string.Concat(Enumerable.Range(0, 4).Select(k => Show(e.WindowSet(k))))}");
                }
            }

            foreach (var c in contents)
            {
                var n = kernel.Find(ref c[0], Math.Max(0, (c.Length - 3) / 64), rules.TableFor(kernel.Fold), hits);
                blocks += n;
                for (var i = 0; i < n; i++)
                {
                    positions += System.Numerics.BitOperations.PopCount(hits[i].Mask);
                    for (var mask = hits[i].Mask; mask != 0; mask &= mask - 1)
                    {
                        var at = (hits[i].Block * 64) + System.Numerics.BitOperations.TrailingZeroCount(mask);
                        var e = rules.TableFor(kernel.Fold).Exact;
                        var buckets = e[c[at]] & e[256 + c[at + 1]] & e[512 + c[at + 2]] & e[768 + c[at + 3]];
                        places += buckets != 0 ? 1 : 0;
                        for (var b = 0; b < 32; b++)
                        {
                            perBucket[b] += buckets >> b & 1u;
                        }
                    }
                }

                prefilter.Run(c);
                candidates += prefilter.Candidates.Length;
                foreach (var candidate in prefilter.Candidates)
                {
                    perRule[rules.Rules[candidate.Rule].Id] = perRule.GetValueOrDefault(rules.Rules[candidate.Rule].Id) + 1;
                }
            }

            Console.WriteLine($"{kernel.Name}: per MB {blocks / bytes * 1e6:F0} blocks, {positions / bytes * 1e6:F0} positions, {places / bytes * 1e6:F0} places, {candidates / bytes * 1e6:F0} candidates");
            Console.WriteLine("  buckets " + string.Join(' ', perBucket.Select((n, b) => $"{n / bytes * 1e6:F0}/{rules.TableFor(kernel.Fold).Starts[b + 1] - rules.TableFor(kernel.Fold).Starts[b]}")));
            Console.WriteLine($"  model {new BucketLayout(kernel.Fold, rules.TableFor(kernel.Fold).Entries).Rate * 1e6:F0}");
            Console.WriteLine("  rules " + string.Join(' ', perRule.OrderByDescending(r => r.Value).Take(14).Select(r => $"{r.Key}:{r.Value / bytes * 1e6:F1}")));
        }

        var times = runs.ToDictionary(run => run.Name, _ => new List<double>());
        for (var round = 0; round < 7; round++)
        {
            foreach (var (name, run) in runs)
            {
                var watch = Stopwatch.StartNew();
                run();
                times[name].Add(watch.Elapsed.TotalSeconds);
            }
        }

        var baseline = Median(times[runs[0].Name]);
        Console.WriteLine($"{contents.Length} contents, {bytes / 1e6:F0} MB, {matches.Count} matches, {rules.Rules.Count} rules");
        foreach (var (name, _) in runs)
        {
            var median = Median(times[name]);
            Console.WriteLine($"| {name} | {bytes / median / 1e9:F2} GB/s | 1/{median / baseline:F1} |");
        }
    }

    private static SecretSentry.Engine.Rules.RuleSet Compile(string file)
    {
        var watch = Stopwatch.StartNew();
        var rules = SecretSentry.Policy.Rules.RuleReader.Read(File.ReadAllText(file), file);
        var read = watch.Elapsed.TotalMilliseconds;
        var none = BuiltInRules.Load().Without(_ => true);
        for (var i = 0; i < (Environment.GetEnvironmentVariable("N") is { } n ? int.Parse(n) : 5); i++)
        {
            watch.Restart();
            _ = none.With(rules).TableFor(Kernel.Chosen.Fold);
            Console.WriteLine($"read {read:F1} ms, greedy {watch.Elapsed.TotalMilliseconds:F1} ms");
        }

        if (Environment.GetEnvironmentVariable("N") is not null)
        {
            Environment.Exit(0);
        }

        watch.Restart();
        var set = Environment.GetEnvironmentVariable("SECRETSENTRY_GREEDY") is null ? SecretSentry.Engine.Rules.RuleSet.Compile(rules, true) : none.With(rules);
        Console.WriteLine($"thorough {watch.Elapsed.TotalMilliseconds:F1} ms; slow rules: {string.Join(' ', set.WholeContentRules.Select(i => set.Rules[i].Id))}");
        return set;
    }

    private static string Show(SecretSentry.Engine.Rules.ByteSet set)
    {
        var text = string.Concat(Enumerable.Range(32, 95).Where(b => set.Contains((byte)b)).Select(b => (char)b));
        return text.Length is 0 or > 4 ? $"<{set.Count}>" : $"[{text}]";
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
