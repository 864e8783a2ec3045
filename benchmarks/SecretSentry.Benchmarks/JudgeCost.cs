using BenchmarkDotNet.Attributes;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how many values beside names has a megabyte of text, and what do reading, describing and judging one cost? The texts are those of
/// <see cref="ScannerThroughput"/>; the walk byte by byte that finds the anchors is no part of a scan and is taken out by asking all of them
/// beforehand. Each benchmark's figure is for one value; "Allocated" must be nothing.
/// </summary>
[MemoryDiagnoser]
public class JudgeCost
{
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private readonly List<NamedValue> _found = [];
    private readonly List<(byte[] Content, NamedValue Value, int[] Features)> _values = [];
    private readonly List<(byte[] Content, int At)> _anchors = [];
    private readonly int[] _features = new int[(int)Feature.Count];
    private int _next;

    [GlobalSetup]
    public void Prepare()
    {
        long bytes = 0;
        foreach (var content in Corpus.Read())
        {
            bytes += content.Length;
            _found.Clear();
            AnchorFinder.Extract(content, PathFacts.Of("src/a.cs"), _found);
            foreach (var value in _found)
            {
                CandidateFeatures.Write(content, value, PathFacts.Of("src/a.cs"), Rules.Judge!.Words, _features);
                _values.Add((content, value, [.. _features]));
            }

            for (var at = 0; at < content.Length; at++)
            {
                if (NameStems.LengthAt(content, at) > 0)
                {
                    _anchors.Add((content, at));
                }
            }
        }

        Console.WriteLine($"// {bytes} bytes, {_anchors.Count * 1_000_000L / bytes} stems and {_values.Count * 1_000_000L / bytes} values a megabyte");
    }

    /// <summary>Reads what stands around one stem.</summary>
    [Benchmark]
    public int Extract()
    {
        var (content, at) = _anchors[_next++ % _anchors.Count];
        _found.Clear();
        Anchors.Read(Anchors.Name, content, at, new CandidateExtractor(content, default, _found));
        return _found.Count;
    }

    /// <summary>Writes the features of one value.</summary>
    [Benchmark]
    public int Describe()
    {
        var (content, value, _) = _values[_next++ % _values.Count];
        CandidateFeatures.Write(content, value, default, Rules.Judge!.Words, _features);
        return _features[0];
    }

    /// <summary>Asks both forests about one value.</summary>
    [Benchmark]
    public object? Judge() => Rules.Judge!.LevelOf(_values[_next++ % _values.Count].Features) is null ? null : this;
}
