using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Notes;

namespace SecretSentry.Engine.Decoding;

/// <summary>
/// The second look at a content: its encoded runs are decoded, shown to the same rules in their surroundings (<see cref="View"/>), and what
/// is found there is mapped back; what was decoded is searched for runs again, up to <see cref="MaxDepth"/>. Which match stands, where a
/// direct and a decoded one claim the same bytes: a direct one of a rule that names an issuer; then the decoded one; among escapes, whose
/// decoded text is nearly the raw one, a generic rule's direct match before a generic rule's decoded one. One per thread.
/// </summary>
internal sealed class DecodedScan(RuleSet rules, RunKernel kernel, DecodedScan.ViewScan scan, ICollection<string> problems)
{
    /// <summary>Decodings one inside the other.</summary>
    public const int MaxDepth = 3;

    /// <summary>Bytes of views scanned for one content: a few tenths of a second.</summary>
    public const long MaxViewBytes = 256 << 20;

    private readonly RunFinder _finder = new(kernel);
    private RunMarker? _marker;
    private readonly List<Level> _levels = [];
    private readonly List<DecodedSecret> _secrets = [];
    private long _viewBytes;

    /// <summary>
    /// Scans a view with all rules; the list is valid until the next call, its matches ordered, not overlapping. Fruitless: no rule's
    /// literal stands in it, or only names beside which the judge finds nothing.
    /// </summary>
    public delegate List<Match> ViewScan(ReadOnlySpan<byte> view, out bool isFruitless);

    /// <summary>What the matches of the last <see cref="Run"/> with <see cref="Match.Decoded"/> = n + 1 found at n.</summary>
    public IReadOnlyList<DecodedSecret> Secrets => _secrets;

    /// <summary>
    /// Notes the encoded runs of a content; with what was noted of another content, as far as this one is copied from it, only where it is
    /// not.
    /// </summary>
    public void Locate(ReadOnlySpan<byte> content, Landmarks? source, ReadOnlySpan<CopiedRange> copies, Landmarks landmarks) =>
        (_marker ??= new(_finder)).Locate(content, source, copies, landmarks);

    /// <summary>Adds decoded matches to the direct ones of <paramref name="content"/> and takes away those that give way to them.</summary>
    /// <param name="content">All of it.</param>
    /// <param name="matches">The direct matches.</param>
    /// <param name="landmarks">What was noted of the content; runs that turn out to be fruitless are noted there.</param>
    public void Run(ReadOnlySpan<byte> content, List<Match> matches, Landmarks? landmarks)
    {
        _secrets.Clear();
        _viewBytes = 0;
        var level = LevelAt(0);
        level.Runs.Clear();
        if (landmarks is { KnowsRuns: true })
        {
            level.Runs.AddRange(landmarks.Runs.Items);
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
        if (landmarks is { KnowsRuns: true })
        {
            CollectionsMarshal.AsSpan(level.Runs).CopyTo(landmarks.Runs.Items);
        }
    }

    /// <summary>
    /// Decodes the runs that touch <paramref name="part"/> of <paramref name="text"/>; <see cref="Level.Matches"/> holds its direct
    /// matches.
    /// </summary>
    private void DecodeRuns(ReadOnlySpan<byte> text, (int Start, int End) part, int depth)
    {
        var level = LevelAt(depth);
        foreach (ref var run in CollectionsMarshal.AsSpan(level.Runs))
        {
            if (run.IsFruitless || run.End <= part.Start || run.Start >= part.End || (!run.IsEscapes && IsClaimed(level.Matches, run)))
            {
                continue;
            }

            if (!level.View.TryShow(text, run))
            {
                run = run with { IsFruitless = true };
                continue;
            }

            if (depth == MaxDepth)
            {
                problems.Add($"text encoded more than {MaxDepth} times over was not decoded further");
                return;
            }

            if ((_viewBytes += level.View.Bytes.Length) > MaxViewBytes)
            {
                problems.Add($"a content held more than {MaxViewBytes >> 20} MiB of encoded text with its surroundings; the rest of it "
                    + $"was searched as it is");
                return;
            }

            var isCut = !run.IsEscapes && run.End - run.Start > View.MaxRunLength;
            if (isCut)
            {
                problems.Add($"an encoded run was longer than {View.MaxRunLength >> 20} MiB; only its beginning was decoded");
            }

            run = run with { IsFruitless = !Look(level, run, depth) && !isCut };
        }

        level.Matches.Sort(static (a, b) =>
            a.SecretStart != b.SecretStart ? a.SecretStart.CompareTo(b.SecretStart) : a.Decoded.CompareTo(b.Decoded));
    }

    /// <summary>False when nothing in the decoded text, and beside it, is of interest to a rule or encoded itself.</summary>
    private bool Look(Level level, EncodedRun run, int depth)
    {
        var (view, inner) = (level.View, LevelAt(depth + 1));
        inner.Matches.Clear();
        inner.Matches.AddRange(scan(view.Bytes, out var isFruitless));
        inner.Runs.Clear();
        _finder.Find(view.Bytes, inner.Runs);
        if (inner.Runs.Count > 0)
        {
            DecodeRuns(view.Bytes, (view.DecodedStart, view.DecodedEnd), depth + 1);
        }

        foreach (var match in inner.Matches)
        {
            if (Concerns(match, view, run))
            {
                Accept(level, run, match);
            }
        }

        return !isFruitless || inner.Runs.Count > 0;
    }

    /// <summary>A secret in decoded bytes; with escapes also one beside them, which only the decoded character lets a rule see.</summary>
    private static bool Concerns(Match match, View view, EncodedRun run) => match.SecretLength > 0 && (run.IsEscapes
        ? match.Start - 1 < view.DecodedEnd && match.End + 1 > view.DecodedStart
        : match.SecretStart < view.DecodedEnd && match.SecretEnd > view.DecodedStart);

    private void Accept(Level level, EncodedRun run, Match match)
    {
        var view = level.View;
        var (start, secret) = (view.StartInText(match.Start), view.StartInText(match.SecretStart));
        var mapped = match with
        {
            Start = start,
            Length = view.EndInText(match.End) - start,
            SecretStart = secret,
            SecretLength = view.EndInText(match.SecretEnd) - secret,
        };
        var decoded = match.Decoded > 0 ? _secrets[match.Decoded - 1] : null;
        var bytes = decoded is null ? view.Bytes.Slice(match.SecretStart, match.SecretLength) : decoded.Bytes.Span;
        foreach (var standing in level.Matches)
        {
            if (Overlap(standing, mapped) && (IsSame(standing, mapped, bytes) || Stays(standing, mapped, run)))
            {
                return;
            }
        }

        level.Matches.RemoveAll(standing => standing.Decoded == 0 && Overlap(standing, mapped));
        var name = view.IsWide ? $"{run.Name} > utf-16le" : run.Name;
        _secrets.Add(decoded is null ? new(name, bytes.ToArray()) : new($"{name} > {decoded.Path}", decoded.Bytes));
        level.Matches.Add(mapped with { Decoded = _secrets.Count });
    }

    /// <summary>Whether the decoded match that stands already says what the new one says.</summary>
    private bool IsSame(Match standing, Match mapped, ReadOnlySpan<byte> secret) => standing.Decoded > 0 && standing.Rule == mapped.Rule
        && standing.SecretStart == mapped.SecretStart && _secrets[standing.Decoded - 1].Bytes.Span.SequenceEqual(secret);

    /// <summary>Whether a direct match that claims bytes of the new one stays.</summary>
    private bool Stays(Match standing, Match mapped, EncodedRun run) => standing.Decoded == 0
        && (!rules.Rules[standing.Rule].IsGeneric || (run.IsEscapes && rules.Rules[mapped.Rule].IsGeneric));

    private static bool Overlap(Match a, Match b) => a.SecretStart < b.SecretEnd && b.SecretStart < a.SecretEnd;

    /// <summary>Whether a rule that names an issuer has claimed the encoded text itself.</summary>
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

    private Level LevelAt(int depth)
    {
        while (_levels.Count <= depth)
        {
            _levels.Add(new());
        }

        return _levels[depth];
    }

    /// <summary>What is needed once for every depth.</summary>
    private sealed class Level
    {
        public View View { get; } = new();

        public List<EncodedRun> Runs { get; } = [];

        public List<Match> Matches { get; } = [];
    }
}
