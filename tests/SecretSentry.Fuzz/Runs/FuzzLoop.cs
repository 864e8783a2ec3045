using System.Diagnostics;
using System.Globalization;

namespace SecretSentry.Fuzz.Runs;

/// <summary>
/// Tries changed inputs of the corpus on a target. An input that takes a new edge, or an edge more often, joins the corpus.
/// </summary>
internal sealed class FuzzLoop : IDisposable
{
    /// <summary>One input in this number is not repaired, so that damaged checksums are tried too.</summary>
    private const int Unrepaired = 16;

    /// <summary>Inputs between two looks at the clock.</summary>
    private const int Slice = 256;

    private readonly FuzzTarget _target;
    private readonly TargetState _state;
    private readonly CoverageMap _map;
    private readonly CurrentInput _current;
    private readonly Dice _dice;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus = [];
    private readonly Watchdog _watchdog;
    private long _number;

    public FuzzLoop(FuzzTarget target, TargetState state, CoverageMap map, ulong seed)
    {
        (_target, _state, _map) = (target, state, map);
        _current = new(state.Current, target.MaxLength);
        _dice = new(seed + (ulong)state.Counts.Inputs);
        _watchdog = new(() => Volatile.Read(ref _number), GiveUp);
        _mutator = new(_dice, [.. target.Words.Select(word => System.Text.Encoding.Latin1.GetBytes(word))], target.MaxLength);
    }

    /// <summary>Reads all inputs that failed before. One that does not fail any more is mended.</summary>
    public void TryFailures()
    {
        foreach (var (name, input) in _state.ReadFailures())
        {
            if (Try(input) is null)
            {
                _state.Mend(name);
            }
        }
    }

    /// <summary>Reads the seeds and all inputs of the corpus.</summary>
    public void Load(IEnumerable<byte[]> seeds)
    {
        var all = seeds.Select(seed => seed.Length > _target.MaxLength ? seed[.._target.MaxLength] : seed).Concat(_state.ReadCorpus());
        foreach (var input in all)
        {
            Look(input, isKept: false);
        }

        if (_corpus.Count == 0)
        {
            _corpus.Add([]);
        }

        _state.Counts.Edges = _map.Edges;
    }

    /// <summary>Tries inputs until <paramref name="isOver"/> says so.</summary>
    /// <param name="isOver">Gets the counts of all runs.</param>
    public void Run(Func<TargetCounts, bool> isOver)
    {
        var (counts, watch, saved) = (_state.Counts, Stopwatch.StartNew(), 0.0);
        var before = counts.Seconds;
        while (!isOver(counts))
        {
            for (var i = 0; i < Slice; i++)
            {
                var input = _mutator.Change(Choose(), Choose());
                if (!_dice.Hits(Unrepaired))
                {
                    _target.Repair(input);
                }

                counts.Inputs++;
                Look(input.ToArray(), isKept: true);
            }

            counts.Seconds = before + watch.Elapsed.TotalSeconds;
            if (watch.Elapsed.TotalSeconds - saved > 5)
            {
                saved = watch.Elapsed.TotalSeconds;
                Save();
            }
        }

        Save();
    }

    /// <summary>Reads one input. Returns what must not happen, or null.</summary>
    public Failure? Try(byte[] input)
    {
        _current.Set(input);
        Volatile.Write(ref _number, _number + 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _target.Run(input);
        }
#pragma warning disable CA1031 // which exceptions there are is the question
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Failure.FromException(e);
        }
        finally
        {
            _current.Clear();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before > _target.LimitMemory(input.Length)
            ? Failure.FromLimit("too much memory", string.Create(CultureInfo.InvariantCulture,
                $"{GC.GetAllocatedBytesForCurrentThread() - before:N0} bytes for an input of {input.Length} bytes")) : null;
    }

    public void Dispose()
    {
        _watchdog.Dispose();
        _current.Dispose();
    }

    private void Look(byte[] input, bool isKept)
    {
        _map.Clear();
        var failure = Try(input);
        var (hasNewCount, hasNewEdge) = _map.Add();
        if (failure is not null && (failure.Name.StartsWith("too", StringComparison.Ordinal) ? Try(input) : failure) is { } again)
        {
            // What is made once, such as tables, is not charged to an input: it has to take the memory again.
            if (_state.AddFailure(again, input))
            {
                Console.WriteLine($"{_target.Name}: {again.Name}");
            }

            return;
        }

        if (hasNewCount)
        {
            _corpus.Add(input);
            if (isKept)
            {
                _state.AddToCorpus(input);
                _state.Counts.LastEdge = hasNewEdge ? _state.Counts.Inputs : _state.Counts.LastEdge;
            }
        }
    }

    /// <summary>Half of the inputs are chosen among the newest, from which more is to be found.</summary>
    private byte[] Choose() => _dice.Next(2) == 0 ? _corpus[_dice.Next(_corpus.Count)]
        : _corpus[_corpus.Count - 1 - _dice.Next(Math.Min(_corpus.Count, 64))];

    private void GiveUp()
    {
        _state.AddFailure(Failure.FromLimit("too much time", $"more than {Watchdog.Limit} of the processor"),
            CurrentInput.Read(_state.Current) ?? []);
        Save();
    }

    private void Save()
    {
        (_state.Counts.Edges, _state.Counts.Corpus) = (_map.Edges, _corpus.Count);
        _state.Save();
    }
}
