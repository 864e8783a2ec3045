using System.Runtime.CompilerServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Layout;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Search;

/// <summary>
/// From bytes to candidates: of the places where a literal may stand (<see cref="OccurrenceFinder"/>) those where one does. One per thread.
/// </summary>
internal sealed class Prefilter(RuleSet rules, Kernel kernel)
{
    private readonly OccurrenceFinder _finder = new(rules, kernel);
    private readonly LiteralTest[] _tests = new LiteralTest[rules.GetLiterals(kernel.Lookup).Count];
    private Candidate[] _candidates = new Candidate[64];
    private readonly int[] _latest = new int[rules.Rules.Count];
    private bool _isSorted;
    private int _count;

    /// <summary>The literals, by whose numbers places name them.</summary>
    public LiteralIndex Literals => _finder.Literals;

    /// <summary>
    /// What <see cref="Run(ReadOnlySpan{byte})"/> found, those of one rule by ascending <see cref="Candidate.First"/>; valid until it is
    /// called again.
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
    /// The same with the places of <paramref name="content"/> at hand, leaving out the fruitless ones. More of them may be known to be so
    /// afterwards.
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
    /// Notes the places of a whole content; with what was noted of another content, as far as this one is copied from it, only where it is
    /// not.
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

    /// <summary>Candidates come in the order of their literals, which is that of their first places for nearly all rules.</summary>
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
    /// Adds the candidate of a place; false when the literal does not stand there, or no match can start where it would have to.
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
