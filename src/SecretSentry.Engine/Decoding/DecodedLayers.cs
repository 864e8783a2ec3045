using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// Shows the decoded texts of a content to a visitor. It finds and decodes them with the same code as <see cref="DecodedScan"/>, to the
/// same depth, so it shows every text that a scan with decoding checks. Use one instance per thread.
/// </summary>
public sealed class DecodedLayers
{
    private readonly RunFinder _finder = new(RunKernel.SelectFor(Kernel.Chosen));
    private readonly List<Level> _levels = [];
    private RunMarker? _marker;
    private byte[] _narrow = [];
    private ContentKind _kind;
    private int _skipped;
    private int _depth;
    private long _windowBytes;

    /// <summary>Messages about texts that were not decoded completely. The caller clears them.</summary>
    public ICollection<string> Problems { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Records the encoded texts of a content. The parts that are copied from another content are not searched again. The state has no data
    /// afterwards when the content is UTF-16 or UTF-32.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="source">What was recorded for the other content, if anything.</param>
    /// <param name="copies">The copied parts, ascending and not overlapping. They must be right: the bytes are not compared.</param>
    /// <param name="state">Receives the encoded texts. Must not be <paramref name="source"/>.</param>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var kind = ContentKinds.Detect(content);
        if (kind.GetUnitLength() != 1)
        {
            state.Clear();
            return;
        }

        state.Begin(content.Length, kind);
        (_marker ??= new(_finder)).Locate(content, source is { HasData: true } ? source : null, copies, state);
    }

    /// <summary>
    /// Shows the decoded texts of a content, and the decoded texts in them, to <paramref name="visitor"/>. Returns whether any of them was
    /// relevant to it.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="state">The state that <see cref="Locate"/> filled for this content. Texts that were not relevant are marked there, and
    /// a later call with the same visitor does not show them again.</param>
    /// <param name="visitor">Receives the texts.</param>
    public bool Visit(ReadOnlySpan<byte> content, IncrementalScanState? state, DecodedLayerVisitor visitor)
    {
        (_windowBytes, _skipped, _kind) = (0, 0, ContentKinds.Detect(content));
        var runs = GetLevel(0).Runs;
        runs.Clear();
        if (state is { HasData: true, KnowsRuns: true })
        {
            runs.AddRange(state.Runs.Items);
            var isRelevant = VisitRuns(content, (0, content.Length), 0, visitor);
            CollectionsMarshal.AsSpan(runs).CopyTo(state.Runs.Items);
            return isRelevant;
        }

        if (_kind.GetUnitLength() > 1)
        {
            _skipped = ContentKinds.GetBomLength(content, _kind);
            content = ContentKinds.Narrow(content[_skipped..], _kind, ref _narrow);
        }

        _finder.Find(content, runs);
        return VisitRuns(content, (0, content.Length), 0, visitor);
    }

    /// <summary>
    /// Returns the bytes of the content that encode a part of the text that the visitor is receiving. Digits that also encode a byte next
    /// to the part are left out. When no digit remains, the result is the whole encoded text.
    /// </summary>
    /// <param name="start">Offset of the first byte in the text that the visitor receives.</param>
    /// <param name="end">Offset after the last byte.</param>
    public EncodedSpan GetSpan(int start, int end)
    {
        var (path, digits) = ("", EncodedDigits.Text);
        for (var depth = _depth; depth >= 0; depth--)
        {
            var level = _levels[depth];
            (start, end) = level.Window.GetSpanInText(start, end);
            var name = level.Window.IsWide ? $"{level.Run.Name} > utf-16le" : level.Run.Name;
            path = path.Length == 0 ? name : $"{name} > {path}";
            digits = level.Run.Encoding switch
            {
                RunEncoding.Base64 => EncodedDigits.Base64,
                RunEncoding.Hex => EncodedDigits.Hex,
                _ => digits,
            };
        }

        var unit = _kind.GetUnitLength();
        return new(_skipped + (start * unit), _skipped + (end * unit), path, digits, _kind);
    }

    /// <summary>Shows the runs of one depth that touch <paramref name="part"/> of <paramref name="text"/>.</summary>
    private bool VisitRuns(ReadOnlySpan<byte> text, (int Start, int End) part, int depth, DecodedLayerVisitor visitor)
    {
        var (level, isRelevant) = (GetLevel(depth), false);
        foreach (ref var run in CollectionsMarshal.AsSpan(level.Runs))
        {
            if (run.IsRuledOut || run.End <= part.Start || run.Start >= part.End)
            {
                continue;
            }

            if (!level.Window.TryShow(text, run))
            {
                run = run with { IsRuledOut = true };
                continue;
            }

            if (IsBeyondLimits(level, depth))
            {
                return isRelevant;
            }

            var isCut = !run.IsEscapes && run.End - run.Start > DecodedWindow.MaxRunLength;
            if (isCut)
            {
                Problems.Add($"one encoded text is longer than {DecodedWindow.MaxRunLength >> 20} MiB; only its beginning was decoded");
            }

            level.Run = run;
            var own = VisitRun(level, depth, visitor);
            isRelevant |= own;
            run = run with { IsRuledOut = !own && !isCut };
        }

        return isRelevant;
    }

    private bool IsBeyondLimits(Level level, int depth)
    {
        if (depth == DecodedScan.MaxDepth)
        {
            Problems.Add($"text that was encoded more than {DecodedScan.MaxDepth} times was not decoded completely");
            return true;
        }

        if ((_windowBytes += level.Window.Bytes.Length) > DecodedScan.MaxWindowBytes)
        {
            Problems.Add($"one content has more than {DecodedScan.MaxWindowBytes >> 20} MiB of encoded text with its surroundings; the "
                + $"rest of it was searched without decoding");
            return true;
        }

        return false;
    }

    /// <summary>Shows one decoded run and the runs in it. Returns whether any of them is relevant or could not be decoded.</summary>
    private bool VisitRun(Level level, int depth, DecodedLayerVisitor visitor)
    {
        var (window, problems) = (level.Window, Problems.Count);
        _depth = depth;
        var isRelevant = visitor(window.Bytes, window.DecodedStart, window.DecodedEnd);
        var inner = GetLevel(depth + 1);
        inner.Runs.Clear();
        _finder.Find(window.Bytes, inner.Runs);
        return (inner.Runs.Count > 0 && VisitRuns(window.Bytes, (window.DecodedStart, window.DecodedEnd), depth + 1, visitor))
            || isRelevant || Problems.Count > problems;
    }

    private Level GetLevel(int depth)
    {
        while (_levels.Count <= depth)
        {
            _levels.Add(new());
        }

        return _levels[depth];
    }

    /// <summary>The objects that each depth needs once.</summary>
    private sealed class Level
    {
        public DecodedWindow Window { get; } = new();

        public List<EncodedRun> Runs { get; } = [];

        public EncodedRun Run { get; set; }
    }
}
