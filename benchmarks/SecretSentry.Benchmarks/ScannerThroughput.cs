using BenchmarkDotNet.Attributes;
using SecretSentry.Engine.Findings;
using SecretSentry.Engine.Search;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how many times longer than a search for one absent byte does the scanner take over real text? SECRETSENTRY_CORPUS names a
/// folder; without it the repository's own source is the text.
/// </summary>
[MemoryDiagnoser]
public class ScannerThroughput
{
    private readonly List<Match> _matches = [];
    private Scanner _scanner = null!;
    private byte[][] _files = [];

    [GlobalSetup]
    public void ReadCorpus()
    {
        var folder = Environment.GetEnvironmentVariable("SECRETSENTRY_CORPUS") ?? Path.Combine(Top(), "src");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("/.git/", StringComparison.Ordinal) && new FileInfo(file).LinkTarget is null);
        _files = [.. files.Select(File.ReadAllBytes).TakeUntilSum(200_000_000)];
        _scanner = new Scanner(BuiltInRules.Load());
        Console.WriteLine($"// corpus: {_files.Length} files, {_files.Sum(f => (long)f.Length)} bytes");
    }

    [Benchmark(Baseline = true)]
    public int IndexOfAbsentByte()
    {
        var found = 0;
        foreach (var file in _files)
        {
            found += file.AsSpan().IndexOf((byte)0x01);
        }

        return found;
    }

    [Benchmark]
    public int Scan()
    {
        _matches.Clear();
        foreach (var file in _files)
        {
            _scanner.Scan(file, "", _matches);
        }

        return _matches.Count;
    }

    private static string Top()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SecretSentry.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}

internal static class Sums
{
    public static IEnumerable<byte[]> TakeUntilSum(this IEnumerable<byte[]> files, long limit)
    {
        foreach (var file in files)
        {
            if ((limit -= file.Length) < 0)
            {
                yield break;
            }

            yield return file;
        }
    }
}
