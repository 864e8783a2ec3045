using System.Globalization;
using SecretSentry.Engine;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// The scanner gives the same matches as the slow oracles, with every kernel. `./test.sh --deep` runs ten million buffers, and every
/// file below the folder that SECRETSENTRY_DEEP_FILES names. To run the buffers in portions, set SECRETSENTRY_DEEP_BUFFERS to "from-to".
/// </summary>
public class EqualityTests
{
    private const int BuffersOfPortion = 5000;

    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP") is not null;
    private static readonly RuleSet Rules = BuiltInRules.Load();

    [Fact]
    public void Fuzzed_buffers_give_the_same_matches_with_every_kernel_and_without_a_prefilter()
    {
        var (from, to) = Portions();
        Parallel.For(from, to, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, worker =>
        {
            var scanners = Kernel.Available.Select(kernel => (kernel.Name, Scanner: new Scanner(Rules, kernel) { Decodes = false }))
                .ToArray();
            var oracle = new Scanner(Kernels.Unfiltered(Rules), Kernel.Available[^1]) { Decodes = false };
            var (random, found, expected) = (new Random(worker), new List<Match>(), new List<Match>());
            for (var i = 0; i < BuffersOfPortion; i++)
            {
                var buffer = Fuzz.Buffer(random, Fuzz.Sources);
                expected.Clear();
                oracle.Scan(buffer, "", expected);
                foreach (var (name, scanner) in scanners)
                {
                    found.Clear();
                    scanner.Scan(buffer, "", found);
                    if (!found.SequenceEqual(expected))
                    {
                        found.Should().Equal(expected, "kernel {0}, worker {1}, buffer {2}: {3}", name, worker, i,
                            Convert.ToHexString(buffer));
                    }
                }
            }
        });
    }

    /// <summary>Returns the range of portions to run. Each portion has its own seed.</summary>
    private static (int From, int To) Portions()
    {
        if (!IsDeep)
        {
            return (0, 4);
        }

        var named = (Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP_BUFFERS") ?? "0-10000000").Split('-')
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture) / BuffersOfPortion).ToArray();
        return (named[0], named[1]);
    }

    [Theory]
    [ClassData(typeof(KernelNames))]
    public void Fuzzed_buffers_give_the_same_matches_as_the_NET_regex_engine(string kernel)
    {
        var (scanner, oracle) = (Kernels.ScannerWith(Rules, kernel), new ReferenceScanner(Rules));
        scanner.Decodes = false;
        var random = new Random(7);
        for (var i = 0; i < (IsDeep ? 20_000 : 150); i++)
        {
            var buffer = Fuzz.Buffer(random, Fuzz.Sources);
            var found = new List<Match>();
            scanner.Scan(buffer, "", found);
            found.Should().Equal(oracle.Scan(buffer, ""), "buffer {0}: {1}", i, Convert.ToHexString(buffer));
        }
    }

    [Fact]
    public void Real_files_give_the_same_matches_as_the_NET_regex_engine()
    {
        using var oracles = new ThreadLocal<ReferenceScanner>(() => new ReferenceScanner(Rules));
        CompareFiles(Path.Combine(TestPaths.Top, "src", "SecretSentry.Engine"), (content, file) => oracles.Value!.Scan(content, file));
    }

    [Fact]
    public void Real_files_give_the_same_matches_with_every_kernel_and_without_a_prefilter()
    {
        var unfiltered = Kernels.Unfiltered(Rules);
        using var oracles = new ThreadLocal<Scanner>(() => new Scanner(unfiltered, Kernel.Available[^1]) { Decodes = false });
        CompareFiles(Environment.GetEnvironmentVariable("SECRETSENTRY_DEEP_FILES") ?? Path.Combine(TestPaths.Top, "src"), (content, file) =>
        {
            var expected = new List<Match>();
            oracles.Value!.Scan(content, file, expected);
            return expected;
        });
    }

    private static void CompareFiles(string folder, Func<byte[], string, IReadOnlyList<Match>> oracle)
    {
        var files = Directory.EnumerateFiles(folder, "*",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal).ToArray();
        files.Should().NotBeEmpty();
        Parallel.ForEach(
            files,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => Kernel.Available.Select(kernel => new Scanner(Rules, kernel) { Decodes = false }).ToArray(),
            (file, _, scanners) =>
            {
                var content = File.ReadAllBytes(file);
                if (content.Length > 2_000_000)
                {
                    return scanners; // the oracles would need minutes for it
                }

                var expected = oracle(content, file);
                foreach (var scanner in scanners)
                {
                    var found = new List<Match>();
                    scanner.Scan(content, file, found);
                    found.Should().Equal(expected, "file {0}", file);
                }

                return scanners;
            },
            _ => { });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void Threads_that_share_a_rule_set_find_the_same_matches(int threads)
    {
        var random = new Random(9);
        var buffers = Enumerable.Range(0, 400).Select(_ => Fuzz.Buffer(random, Fuzz.Sources)).ToArray();
        var alone = Scan(new Scanner(Rules), buffers);
        var shared = BuiltInRules.Load().AddRules([new Rule { Id = "own", Regex = "own_[a-z]{8}[0-9]{4}" }]);
        var together = new List<Match>[threads][];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, worker =>
            together[worker] = Scan(new Scanner(shared), buffers));
        foreach (var one in together)
        {
            one.Should().BeEquivalentTo(alone, options => options.WithStrictOrdering());
        }
    }

    private static List<Match>[] Scan(Scanner scanner, byte[][] buffers) => [.. buffers.Select(buffer =>
    {
        var found = new List<Match>();
        scanner.Scan(buffer, "", found);
        return found;
    })];
}
