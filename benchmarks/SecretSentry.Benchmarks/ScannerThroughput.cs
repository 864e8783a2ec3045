using BenchmarkDotNet.Attributes;
using SecretSentry.Engine;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how many times longer than a search for one absent byte does the scanner take over real text? SECRETSENTRY_CORPUS names a file
/// made by benchmarks/corpus.sh. Without it the text is the repository's own source.
/// </summary>
[MemoryDiagnoser]
public class ScannerThroughput
{
    private readonly List<Match> _matches = new(100_000);
    private Scanner _scanner = null!;
    private byte[][] _contents = [];

    public static IEnumerable<string> Kernels => Kernel.Available.Select(kernel => kernel.Name);

    [ParamsSource(nameof(Kernels))]
    public string Chosen { get; set; } = "";

    [GlobalSetup]
    public void Prepare()
    {
        _contents = Corpus.Read();
        _scanner = new Scanner(BuiltInRules.Load(), Kernel.Available.Single(kernel => kernel.Name == Chosen));
        Scan();
        Console.WriteLine($"// corpus: {_contents.Length} contents, {_contents.Sum(c => (long)c.Length)} bytes, {_matches.Count} matches");
    }

    [Benchmark(Baseline = true)]
    public int IndexOfAbsentByte()
    {
        var found = 0;
        foreach (var content in _contents)
        {
            found += content.AsSpan().IndexOf((byte)0x01);
        }

        return found;
    }

    [Benchmark]
    public int Scan()
    {
        _matches.Clear();
        foreach (var content in _contents)
        {
            _scanner.Scan(content, "", _matches);
        }

        return _matches.Count;
    }
}
