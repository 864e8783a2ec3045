using System.Runtime.CompilerServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Turns bytes into candidates: <see cref="OccurrenceFinder"/> finds where a literal may occur, and this class keeps the locations where
/// one does. Use one instance per thread.
/// </summary>
internal sealed class Prefilter(RuleSet rules, Kernel kernel)
{
    private readonly OccurrenceFinder _finder = new(rules, kernel);
    private readonly LiteralTest[] _tests = new LiteralTest[rules.GetLiterals(kernel.Lookup).Count];
    private Candidate[] _candidates = new Candidate[64];
    private readonly int[] _latest = new int[rules.Rules.Count];
    private bool _isSorted;
    private int _count;

    /// <summary>The literals. Occurrences refer to them by number.</summary>
    public LiteralIndex Literals => _finder.Literals;

    /// <summary>
    /// The candidates that the last call of <see cref="Run(ReadOnlySpan{byte})"/> found. Those of one rule are ordered by
    /// <see cref="Candidate.First"/>. Valid until the next call.
    /// </summary>
    public ReadOnlySpan<Candidate> Candidates => _candidates.AsSpan(0, _count);

    /// <summary>Finds all candidates of <paramref name="content"/>.</summary>
    public void Run(ReadOnlySpan<byte> content)
    {
        (_count, _isSorted) = (0, true);
        for (var offset = 0; offset < content.Length;)
        {
            offset = _finder.Part(content, offset, content.Length, out var occurrences);
            Confirm(content, occurrences);
        }

        Settle();
    }

    /// <summary>
    /// Finds the candidates of <paramref name="content"/> from the occurrences in its scan state, without those that are ruled out. More
    /// occurrences may be marked as ruled out afterwards.
    /// </summary>
    public void Run(ReadOnlySpan<byte> content, IncrementalScanState scanState)
    {
        (_count, _isSorted) = (0, true);
        var occurrences = scanState.Occurrences.Items;
        for (var number = 0; number < occurrences.Length; number++)
        {
            if (!occurrences[number].IsRuledOut && !Confirm(content, occurrences[number], number))
            {
                occurrences[number] = occurrences[number].AsRuledOut;
            }
        }

        Settle();
    }

    /// <summary>
    /// Records the occurrences of a whole content. With the scan state of another content, only the parts that are not copied from it are
    /// searched.
    /// </summary>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState scanState)
    {
        if (source is null)
        {
            _finder.Locate(content, 0, content.Length, scanState.Occurrences);
        }
        else
        {
            _finder.Locate(content, source, copies, scanState.Occurrences);
        }
    }

    /// <summary>
    /// Sorts the candidates if necessary. They are found in the order of their literals, which for nearly all rules is the order of
    /// <see cref="Candidate.First"/>.
    /// </summary>
    private void Settle()
    {
        if (!_isSorted)
        {
            _candidates.AsSpan(0, _count).Sort(static (a, b) => a.First.CompareTo(b.First));
        }

        foreach (ref readonly var candidate in Candidates)
        {
            _latest[candidate.Rule] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Confirm(ReadOnlySpan<byte> content, ReadOnlySpan<LiteralOccurrence> occurrences)
    {
        foreach (ref readonly var occurrence in occurrences)
        {
            Confirm(content, occurrence, -1);
        }
    }

    /// <summary>
    /// Adds the candidate of an occurrence. Returns false when the literal does not occur there, or no match can start where it would have
    /// to.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Confirm(ReadOnlySpan<byte> content, in LiteralOccurrence occurrence, int number)
    {
        ref var test = ref _tests[occurrence.Literal];
        if (!test.IsMade)
        {
            Make(occurrence.Literal, out test);
        }

        var start = occurrence.Offset - test.WindowOffset;
        if (!test.MayMatch(content, start))
        {
            return false;
        }

        Add(new(test.Rule, Math.Max(0, start - test.MaxOffset), start - test.MinOffset, number));
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Make(int literal, out LiteralTest test)
    {
        var entry = _finder.Literals[literal];
        test = new(entry, rules.GetCompiled(entry.Rule));
    }

    private void Add(Candidate candidate)
    {
        if (_count == _candidates.Length)
        {
            Array.Resize(ref _candidates, _count * 2);
        }

        ref var latest = ref _latest[candidate.Rule];
        _isSorted &= candidate.First >= latest;
        latest = candidate.First;
        _candidates[_count++] = candidate;
    }
}
