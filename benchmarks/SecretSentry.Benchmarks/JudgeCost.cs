using BenchmarkDotNet.Attributes;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Paths;
using SecretSentry.Patterns;

namespace SecretSentry.Benchmarks;

/// <summary>
/// Question: how many named values does a megabyte of text contain, how many of them pass the filter and the first forest, and what
/// does each step cost? The texts are those of <see cref="ScannerThroughput"/>. The anchors are found byte by byte beforehand, because that
/// is not part of a scan. The figure of each benchmark is for one anchor or value that reaches the step. "Allocated" must be zero.
/// </summary>
[MemoryDiagnoser]
public class JudgeCost
{
    private static readonly RuleSet Rules = BuiltInRules.Load();
    private static readonly PathFacts Path = PathFacts.Create("src/a.cs");
    private readonly List<NamedValue> _found = [];
    private readonly List<(byte[] Content, int At)> _anchors = [];
    private readonly List<(byte[] Content, NamedValue Value)> _values = [];
    private readonly List<(byte[] Content, NamedValue Value)> _open = [];
    private readonly List<(byte[] Content, NamedValue Value, int[] Features)> _passed = [];
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
            AnchorFinder.Extract(content, Path, _found);
            _found.ForEach(value => Sort(content, value));
            for (var at = 0; at < content.Length; at++)
            {
                if (NameStems.GetStemLength(content, at) > 0)
                {
                    _anchors.Add((content, at));
                }
            }
        }

        long PerMegabyte(int count) => count * 1_000_000L / bytes;
        var found = _passed.Count(value => Rules.Judge!.GetConfidenceAfterFirst(value.Features) is not null);
        Console.WriteLine($"// {bytes} bytes; a megabyte has {PerMegabyte(_anchors.Count)} stems, {PerMegabyte(_values.Count)} values, "
            + $"{PerMegabyte(_open.Count)} pass the filter, {PerMegabyte(_passed.Count)} pass the first forest, {PerMegabyte(found)} "
            + "reported");
        foreach (var reason in Enum.GetValues<FilterReason>())
        {
            var dropped = _values.Count(value => CandidateFilter.GetReason(value.Content, value.Value, Path) == reason);
            Console.WriteLine($"// {reason}: {PerMegabyte(dropped)}");
        }
    }

    private void Sort(byte[] content, NamedValue value)
    {
        _values.Add((content, value));
        if (CandidateFilter.GetReason(content, value, Path) != FilterReason.None)
        {
            return;
        }

        _open.Add((content, value));
        CandidateFeatures.Write(content, value, Path, Rules.Judge!.Words, _features);
        if (Rules.Judge.MayBeCredential(_features))
        {
            _passed.Add((content, value, [.. _features]));
        }
    }

    /// <summary>Reads the text around one stem.</summary>
    [Benchmark]
    public int Extract()
    {
        var (content, at) = _anchors[_next++ % _anchors.Count];
        _found.Clear();
        var extractor = new CandidateExtractor(content, Path, _found);
        Anchors.Read(Anchors.Name, content, at, ref extractor);
        return _found.Count;
    }

    /// <summary>Applies the filter to one value.</summary>
    [Benchmark]
    public int Gate()
    {
        var (content, value) = _values[_next++ % _values.Count];
        return (int)CandidateFilter.GetReason(content, value, Path);
    }

    /// <summary>Writes the first features of one value that passed the filter, and runs the first forest.</summary>
    [Benchmark]
    public bool First()
    {
        var (content, value) = _open[_next++ % _open.Count];
        CandidateFeatures.WriteFirst(content, value, Rules.Judge!.Words, _features);
        return Rules.Judge.MayBeCredential(_features);
    }

    /// <summary>Writes the other features of one value that passed the first forest.</summary>
    [Benchmark]
    public int Describe()
    {
        var (content, value, _) = _passed[_next++ % _passed.Count];
        CandidateFeatures.WriteRest(content, value, Path, Rules.Judge!.Words, _features);
        return _features[0];
    }

    /// <summary>Runs both forests on one value that passed the first.</summary>
    [Benchmark]
    public object? Judge() => Rules.Judge!.GetConfidenceAfterFirst(_passed[_next++ % _passed.Count].Features) is null ? null : this;
}
