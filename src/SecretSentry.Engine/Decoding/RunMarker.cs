using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// Records the encoded runs of a content, so that for another version only the new parts have to be searched. A run of base64 or hex is
/// unchanged when it and the bytes next to it lie in a copied range. An escape is unchanged when its own bytes do. Use one instance per
/// thread.
/// </summary>
/// <param name="finder">Must not be used elsewhere during a call.</param>
internal sealed class RunMarker(RunFinder finder)
{
    /// <summary>A shorter copied range is searched again.</summary>
    private const int MinReusedLength = 64;

    /// <summary>
    /// A run of 24 characters that touches a change has two aligned groups of eight within this many bytes of the change.
    /// </summary>
    private const int Margin = 32;

    /// <summary>
    /// Number of bytes before a run that decide where it starts: a digit prefix or the letter of an escaped line end, and one byte of no
    /// alphabet.
    /// </summary>
    private const int RunBefore = 4;

    /// <summary>Number of bytes after a run that decide where it ends: padding, and one byte of no alphabet.</summary>
    private const int RunAfter = 3;

    private readonly EscapeJoiner _joiner = new();
    private readonly List<EncodedRun> _runs = [];
    private int _seen;

    /// <summary>Records the runs of <paramref name="text"/> in <paramref name="scanState"/>.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="source">The scan state of another text, if any.</param>
    /// <param name="copies">The ranges copied from the other text, ascending and not overlapping.</param>
    /// <param name="scanState">Receives the runs. Receives none if there are too many escapes.</param>
    public void Locate(ReadOnlySpan<byte> text, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState scanState)
    {
        _runs.Clear();
        _seen = 0;
        finder.Begin();
        if (source is { KnowsRuns: true })
        {
            ReuseSource(text, source, copies, scanState);
        }
        else
        {
            finder.Search(text, (0, text.Length), (0, text.Length), _runs, scanState.Escapes);
        }

        scanState.KnowsRuns = scanState.Escapes.Count <= IncrementalScanState.MostEscapes;
        if (!scanState.KnowsRuns)
        {
            scanState.Escapes.Clear();
            return;
        }

        _joiner.Begin();
        foreach (var escape in scanState.Escapes.Items)
        {
            _joiner.Add(escape, _runs);
        }

        _joiner.End(_runs);
        _runs.Sort();
        AddDistinct(scanState.Runs);
        if (source is { KnowsRuns: true })
        {
            ReuseRuledOut(source, copies, scanState.Runs.Items);
        }
    }

    private void ReuseSource(ReadOnlySpan<byte> text, IncrementalScanState source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState scanState)
    {
        var (next, end, run, escape) = (0, 0, 0, 0);
        foreach (ref readonly var copy in copies)
        {
            if (copy.Length < MinReusedLength)
            {
                continue;
            }

            if (!copy.IsHead)
            {
                Look(text, (end, copy.Start), next, scanState);
            }

            var isTail = copy.IsTail(text.Length, source.Length);
            end = copy.End;
            next = isTail ? end : end - Escape.MaxLength + 1;
            ReuseSpans(source.Runs, copy, copy.SourceEnd - (isTail ? 0 : RunAfter), ref run);
            ReuseEscapes(source.Escapes, copy, next, ref escape, scanState.Escapes);
        }

        if (next < text.Length)
        {
            Look(text, (end, text.Length), next, scanState);
        }
    }

    /// <summary>
    /// Searches the new text in <paramref name="change"/> and next to it. Escapes are searched from <paramref name="from"/> on.
    /// </summary>
    private void Look(ReadOnlySpan<byte> text, (int Start, int End) change, int from, IncrementalScanState scanState)
    {
        var start = ExtendToSpanStart(text, Math.Max(0, change.Start - Margin));
        _seen = finder.Search(text, (start, Math.Min(text.Length, change.End + Margin)), (from, change.End), _runs, scanState.Escapes);
    }

    /// <summary>
    /// Extends the search back to the start of a run, because a run is judged by its first characters. This is not needed when the last
    /// search has already read them in the same run.
    /// </summary>
    private int ExtendToSpanStart(ReadOnlySpan<byte> text, int start)
    {
        var first = start;
        while (first > 0 && Decoders.IsAlphabet(text[first - 1]))
        {
            if (first < _seen - Margin)
            {
                return start;
            }

            first--;
        }

        return first;
    }

    /// <summary>Reuses runs that lie in the copied range and end at or before <paramref name="end"/> of the source.</summary>
    private void ReuseSpans(OrderedList<EncodedRun> source, in CopiedRange copy, int end, ref int number)
    {
        number = source.FindFirst(copy.IsHead ? 0 : copy.Source + RunBefore, number);
        foreach (ref readonly var run in source.Items[number..])
        {
            if (run.Start >= end)
            {
                return;
            }

            if (run.End <= end && !run.IsEscapes)
            {
                _runs.Add(new(run.Start + copy.Distance, run.End + copy.Distance, run.Encoding));
            }
        }
    }

    private static void ReuseEscapes(OrderedList<Escape> source, in CopiedRange copy, int end, ref int number, OrderedList<Escape> escapes)
    {
        var first = source.FindFirst(copy.Source, number);
        number = source.FindFirst(end - copy.Distance, first);
        var room = escapes.Reserve(number - first);
        for (var i = 0; i < room.Length; i++)
        {
            room[i] = source.Items[first + i] with { Offset = source.Items[first + i].Offset + copy.Distance };
        }
    }

    private void AddDistinct(OrderedList<EncodedRun> runs)
    {
        for (var i = 0; i < _runs.Count; i++)
        {
            if (i == 0 || !_runs[i].IsSameAs(_runs[i - 1]))
            {
                runs.Add(_runs[i]);
            }
        }
    }

    /// <summary>
    /// Reuses the marks of runs that were ruled out. The bytes next to a run must be copied too, because the decoded bytes are scanned
    /// between them, see <see cref="DecodedWindow"/>.
    /// </summary>
    private static void ReuseRuledOut(IncrementalScanState source, ReadOnlySpan<CopiedRange> copies, Span<EncodedRun> runs)
    {
        var (next, number) = (0, 0);
        foreach (ref var run in runs)
        {
            while (next < copies.Length && copies[next].End < run.End + DecodedWindow.After)
            {
                next++;
            }

            if (next == copies.Length)
            {
                return;
            }

            var copy = copies[next];
            if (!copy.IsHead && copy.Start > run.Start - DecodedWindow.Before)
            {
                continue;
            }

            for (number = source.Runs.FindFirst(run.Start - copy.Distance, number); number < source.Runs.Count
                && source.Runs.Items[number] is var old && old.Start == run.Start - copy.Distance; number++)
            {
                if (old.Encoding == run.Encoding && old.End == run.End - copy.Distance)
                {
                    run = run with { IsRuledOut = old.IsRuledOut };
                    break;
                }
            }
        }
    }
}
