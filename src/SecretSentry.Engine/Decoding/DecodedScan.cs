using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// The second scan of a content. Its encoded runs are decoded and scanned with the same rules, together with the text around them
/// (<see cref="DecodedWindow"/>). Matches are mapped back to the content. Decoded text is searched for runs again, up to
/// <see cref="MaxDepth"/>. Where a direct and a decoded match claim the same bytes, a direct match of a rule that names an issuer wins;
/// otherwise the decoded one wins. There is one exception for escapes, whose decoded text is nearly the raw one: a generic rule's direct
/// match wins over a generic rule's decoded match. Use one instance per thread.
/// </summary>
internal sealed class DecodedScan(RuleSet rules, RunKernel kernel, DecodedScan.WindowScan scan, ICollection<string> problems)
{
    /// <summary>Maximum number of nested encodings that are decoded.</summary>
    public const int MaxDepth = 3;

    /// <summary>Maximum number of bytes of views scanned for one content: a few tenths of a second.</summary>
    public const long MaxWindowBytes = 256 << 20;

    private readonly RunFinder _finder = new(kernel);
    private RunMarker? _marker;
    private readonly List<Level> _levels = [];
    private readonly List<DecodedSecret> _secrets = [];
    private long _windowBytes;

    /// <summary>
    /// Scans a view with all rules. The list is valid until the next call. Its matches are ordered and do not overlap. The view is ruled
    /// out when no rule's literal occurs in it, or only names next to which the judge finds nothing.
    /// </summary>
    public delegate List<Match> WindowScan(ReadOnlySpan<byte> window, out bool isRuledOut);

    /// <summary>
    /// The decoded secrets. A match of the last <see cref="Run"/> with <see cref="Match.Decoded"/> = n + 1 has its secret at index n.
    /// </summary>
    public IReadOnlyList<DecodedSecret> Secrets => _secrets;

    /// <summary>
    /// Records the encoded runs of a content. With the scan state of another content, only the parts that are not copied from it are
    /// searched.
    /// </summary>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState scanState) =>
        (_marker ??= new(_finder)).Locate(content, source, copies, scanState);

    /// <summary>
    /// Adds decoded matches to the direct ones of <paramref name="content"/> and removes the direct ones that give way to them.
    /// </summary>
    /// <param name="content">The whole content.</param>
    /// <param name="matches">The direct matches.</param>
    /// <param name="scanState">The scan state of the content. Runs that lead to nothing are marked there as ruled out.</param>
    public void Run(ReadOnlySpan<byte> content, List<Match> matches, IncrementalScanState? scanState)
    {
        _secrets.Clear();
        _windowBytes = 0;
        var level = GetLevel(0);
        level.Runs.Clear();
        if (scanState is { KnowsRuns: true })
        {
            level.Runs.AddRange(scanState.Runs.Items);
        }
        else
        {
            _finder.Find(content, level.Runs);
        }

        if (level.Runs.Count == 0)
        {
            return;
        }

        level.Matches.Clear();
        level.Matches.AddRange(matches);
        DecodeRuns(content, (0, content.Length), 0);
        matches.Clear();
        matches.AddRange(level.Matches);
        if (scanState is { KnowsRuns: true })
        {
            CollectionsMarshal.AsSpan(level.Runs).CopyTo(scanState.Runs.Items);
        }
    }

    /// <summary>
    /// Decodes the runs that touch <paramref name="part"/> of <paramref name="text"/>. <see cref="Level.Matches"/> contains the direct
    /// matches of the text.
    /// </summary>
    private void DecodeRuns(ReadOnlySpan<byte> text, (int Start, int End) part, int depth)
    {
        var level = GetLevel(depth);
        foreach (ref var run in CollectionsMarshal.AsSpan(level.Runs))
        {
            if (run.IsRuledOut || run.End <= part.Start || run.Start >= part.End || (!run.IsEscapes && IsClaimed(level.Matches, run)))
            {
                continue;
            }

            if (!level.Window.TryShow(text, run))
            {
                run = run with { IsRuledOut = true };
                continue;
            }

            if (depth == MaxDepth)
            {
                problems.Add($"text that was encoded more than {MaxDepth} times was not decoded completely");
                return;
            }

            if ((_windowBytes += level.Window.Bytes.Length) > MaxWindowBytes)
            {
                problems.Add($"one content has more than {MaxWindowBytes >> 20} MiB of encoded text with its surroundings; the rest of it "
                    + $"was scanned without decoding");
                return;
            }

            var isCut = !run.IsEscapes && run.End - run.Start > DecodedWindow.MaxRunLength;
            if (isCut)
            {
                problems.Add($"one encoded text is longer than {DecodedWindow.MaxRunLength >> 20} MiB; only its beginning was decoded");
            }

            run = run with { IsRuledOut = !Look(level, run, depth) && !isCut };
        }

        level.Matches.Sort(static (a, b) =>
            a.SecretStart != b.SecretStart ? a.SecretStart.CompareTo(b.SecretStart) : a.Decoded.CompareTo(b.Decoded));
    }

    /// <summary>
    /// Scans one decoded run. Returns false when nothing in the decoded text or next to it is relevant to a rule or is itself encoded.
    /// </summary>
    private bool Look(Level level, EncodedRun run, int depth)
    {
        var (window, inner) = (level.Window, GetLevel(depth + 1));
        inner.Matches.Clear();
        inner.Matches.AddRange(scan(window.Bytes, out var isRuledOut));
        inner.Runs.Clear();
        _finder.Find(window.Bytes, inner.Runs);
        if (inner.Runs.Count > 0)
        {
            DecodeRuns(window.Bytes, (window.DecodedStart, window.DecodedEnd), depth + 1);
        }

        foreach (var match in inner.Matches)
        {
            if (IsRelevant(match, window, run))
            {
                Accept(level, run, match);
            }
        }

        return !isRuledOut || inner.Runs.Count > 0;
    }

    /// <summary>
    /// Returns whether a match has its secret in decoded bytes. With escapes, a secret next to them counts too, because a rule may see it
    /// only with the decoded character.
    /// </summary>
    private static bool IsRelevant(Match match, DecodedWindow window, EncodedRun run) => match.SecretLength > 0 && (run.IsEscapes
        ? match.Start - 1 < window.DecodedEnd && match.End + 1 > window.DecodedStart
        : match.SecretStart < window.DecodedEnd && match.SecretEnd > window.DecodedStart);

    private void Accept(Level level, EncodedRun run, Match match)
    {
        var window = level.Window;
        var (start, secret) = (window.StartInText(match.Start), window.StartInText(match.SecretStart));
        var mapped = match with
        {
            Start = start,
            Length = window.EndInText(match.End) - start,
            SecretStart = secret,
            SecretLength = window.EndInText(match.SecretEnd) - secret,
        };
        var decoded = match.Decoded > 0 ? _secrets[match.Decoded - 1] : null;
        var bytes = decoded is null ? window.Bytes.Slice(match.SecretStart, match.SecretLength) : decoded.Bytes.Span;
        foreach (var existing in level.Matches)
        {
            if (Overlap(existing, mapped) && (IsSame(existing, mapped, bytes) || IsKept(existing, mapped, run)))
            {
                return;
            }
        }

        level.Matches.RemoveAll(existing => existing.Decoded == 0 && Overlap(existing, mapped));
        var name = window.IsWide ? $"{run.Name} > utf-16le" : run.Name;
        _secrets.Add(decoded is null ? new(name, bytes.ToArray()) : new($"{name} > {decoded.Path}", decoded.Bytes));
        level.Matches.Add(mapped with { Decoded = _secrets.Count });
    }

    /// <summary>Returns whether the existing decoded match already reports what the new one reports.</summary>
    private bool IsSame(Match existing, Match mapped, ReadOnlySpan<byte> secret) => existing.Decoded > 0 && existing.Rule == mapped.Rule
        && existing.SecretStart == mapped.SecretStart && _secrets[existing.Decoded - 1].Bytes.Span.SequenceEqual(secret);

    /// <summary>Returns whether a direct match that claims bytes of the new one is kept.</summary>
    private bool IsKept(Match existing, Match mapped, EncodedRun run) => existing.Decoded == 0
        && (!rules.Rules[existing.Rule].IsGeneric || (run.IsEscapes && rules.Rules[mapped.Rule].IsGeneric));

    private static bool Overlap(Match a, Match b) => a.SecretStart < b.SecretEnd && b.SecretStart < a.SecretEnd;

    /// <summary>Returns whether a rule that names an issuer has claimed the encoded text itself.</summary>
    private bool IsClaimed(List<Match> matches, EncodedRun run)
    {
        foreach (var match in matches)
        {
            if (match.Decoded == 0 && match.SecretStart < run.End && run.Start < match.SecretEnd && !rules.Rules[match.Rule].IsGeneric)
            {
                return true;
            }
        }

        return false;
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

        public List<Match> Matches { get; } = [];
    }
}
