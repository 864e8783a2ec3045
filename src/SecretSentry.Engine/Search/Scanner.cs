using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using SecretSentry.Engine.Content;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using Match = SecretSentry.Engine.Findings.Match;

namespace SecretSentry.Engine.Search;

/// <summary>
/// Finds credentials in bytes. One per thread; the <see cref="RuleSet"/> behind it is shared. Meaning: for every rule the
/// leftmost, non-overlapping matches of its regex in the whole content, then the rule's filters, then one winner where
/// matches claim the same bytes.
/// How: one pass looks up four bytes at a time in <see cref="LiteralTable"/>; where a rule's literal stands, the regex is tried at
/// the few places a match containing that literal can start, on a bounded window. Buffers are kept between calls: a clean content costs no allocation.
/// </summary>
public sealed class Scanner(RuleSet rules)
{
    private readonly List<Candidate> _candidates = [];
    private readonly List<Match> _raw = [];
    private readonly MatchVerifier _verifier = new(rules);
    private char[] _window = new char[4096];
    private byte[] _narrow = [];

    /// <summary>Sentences about rules that could not be run to their end; the scan is incomplete when there are any.</summary>
    public ICollection<string> Problems { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Appends every match in <paramref name="content"/> to <paramref name="matches"/>, ordered by where the secret starts, secrets never
    /// overlapping, and tells what kind of content it was. Offsets are those of <paramref name="content"/>. The span is not kept.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="path">Its path with '/' between folders, for rules and allow-lists that look at it; may be empty.</param>
    /// <param name="matches">Receives the matches.</param>
    public ContentKind Scan(ReadOnlySpan<byte> content, string path, ICollection<Match> matches)
    {
        var kind = ContentKinds.Of(content);
        _raw.Clear();
        if (kind.UnitLength() == 1)
        {
            ScanBytes(content, path, isBinary: kind == ContentKind.Binary);
            Emit(matches, unit: 1, skipped: 0);
        }
        else
        {
            var skipped = ContentKinds.MarkLength(content, kind);
            var narrow = ContentKinds.Narrow(content[skipped..], kind, ref _narrow);
            ScanBytes(narrow, path, isBinary: false);
            Emit(matches, kind.UnitLength(), skipped);
        }

        return kind;
    }

    private void ScanBytes(ReadOnlySpan<byte> content, string path, bool isBinary)
    {
        _candidates.Clear();
        Collect(content);
        if (_candidates.Count > 0)
        {
            CollectionsMarshal.AsSpan(_candidates).Sort(Candidate.ByRuleThenPlace);
            MatchCandidates(content, path, isBinary);
        }

        foreach (var rule in rules.WholeContentRules)
        {
            MatchWhole(rule, content, path);
        }
    }

    private void Emit(ICollection<Match> matches, int unit, int skipped)
    {
        if (_raw.Count == 0)
        {
            return;
        }

        Overlaps.Resolve(_raw, rules);
        foreach (var match in _raw)
        {
            matches.Add(match with
            {
                Start = skipped + (match.Start * unit),
                Length = match.Length * unit,
                SecretStart = skipped + (match.SecretStart * unit),
                SecretLength = match.SecretLength * unit,
            });
        }
    }

    /// <summary>The prefilter. Plain loads, no bounds checks: the loop ends where four bytes are no longer there.</summary>
    private void Collect(ReadOnlySpan<byte> content)
    {
        ref var bytes = ref MemoryMarshal.GetReference(content);
        ref var tables = ref MemoryMarshal.GetArrayDataReference(rules.Literals.Tables);
        var last = content.Length - Literal.WindowLength;
        for (var i = 0; i <= last; i++)
        {
            var buckets = Unsafe.Add(ref tables, Unsafe.Add(ref bytes, i))
                & Unsafe.Add(ref tables, 256 + Unsafe.Add(ref bytes, i + 1))
                & Unsafe.Add(ref tables, 512 + Unsafe.Add(ref bytes, i + 2))
                & Unsafe.Add(ref tables, 768 + Unsafe.Add(ref bytes, i + 3));
            if (buckets != 0)
            {
                Confirm(content, i, buckets);
            }
        }

        CollectTail(content);
    }

    /// <summary>Windows that reach over the end: the bytes that are not there count as zero, which padding positions allow.</summary>
    private void CollectTail(ReadOnlySpan<byte> content)
    {
        Span<byte> tail = stackalloc byte[(2 * Literal.WindowLength) - 1];
        tail.Clear();
        var first = Math.Max(0, content.Length - Literal.WindowLength + 1);
        content[first..].CopyTo(tail);
        var tables = rules.Literals.Tables;
        for (var i = first; i < content.Length; i++)
        {
            var at = i - first;
            var buckets = tables[tail[at]] & tables[256 + tail[at + 1]] & tables[512 + tail[at + 2]] & tables[768 + tail[at + 3]];
            if (buckets != 0)
            {
                Confirm(content, i, buckets);
            }
        }
    }

    private void Confirm(ReadOnlySpan<byte> content, int window, int buckets)
    {
        for (; buckets != 0; buckets &= buckets - 1)
        {
            foreach (var entry in rules.Literals.Entries[System.Numerics.BitOperations.TrailingZeroCount(buckets)])
            {
                var start = window - entry.WindowOffset;
                if (entry.StandsAt(content, start) && start >= entry.MinOffset)
                {
                    _candidates.Add(new Candidate(entry.Rule, Math.Max(0, start - entry.MaxOffset), start - entry.MinOffset));
                }
            }
        }
    }

    /// <summary>
    /// Candidates of a rule are sorted by the first place their match can start. Trying those places in ascending order, each once, and going on
    /// behind a match gives exactly the leftmost non-overlapping matches, because every match contains one of the rule's literals.
    /// </summary>
    private void MatchCandidates(ReadOnlySpan<byte> content, string path, bool isBinary)
    {
        var (rule, next, isOn) = (-1, 0, false);
        foreach (var candidate in CollectionsMarshal.AsSpan(_candidates))
        {
            if (candidate.Rule != rule)
            {
                (rule, next) = (candidate.Rule, 0);
                isOn = !(isBinary && rules.Rules[rule].IsGeneric) && _verifier.AppliesTo(rule, content, path);
            }

            for (var at = Math.Max(next, candidate.First); isOn && at <= candidate.Last; at = next)
            {
                next = at + 1;
                if (TryMatchAt(rule, content, at, out var span))
                {
                    next = Math.Max(span.End, at + 1);
                    Verify(rule, content, path, span);
                }
            }
        }
    }

    private bool TryMatchAt(int rule, ReadOnlySpan<byte> content, int at, out Span span)
    {
        // One byte before for \b and ^, one behind so that \z and $ see whether the content really ends there.
        var first = Math.Max(0, at - 1);
        var end = (int)Math.Min(content.Length, (long)at + rules.Compiled(rule).MaxLength + 1);
        var window = Widen(content[first..end]);
        try
        {
            foreach (var match in rules.Anchored(rule).EnumerateMatches(window, at - first))
            {
                span = new Span(at, match.Length);
                return true;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            Problems.Add($"rule '{rules.Rules[rule].Id}' ran into its time limit and was given up in places; simplify its regex");
        }

        span = default;
        return false;
    }

    /// <summary>The slow way, for rules without a literal.</summary>
    private void MatchWhole(int rule, ReadOnlySpan<byte> content, string path)
    {
        if (!_verifier.AppliesTo(rule, content, path))
        {
            return;
        }

        if (rules.Rules[rule].Regex.Length == 0)
        {
            _raw.Add(new Match(rule, 0, 0, 0, 0, Validity.Unknown, rules.Rules[rule].Confidence));
            return;
        }

        try
        {
            foreach (var match in rules.Whole(rule).EnumerateMatches(Widen(content)))
            {
                Verify(rule, content, path, new Span(match.Index, match.Length));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            Problems.Add($"rule '{rules.Rules[rule].Id}' ran into its time limit and was given up in places; give its regex a fixed literal");
        }
    }

    private void Verify(int rule, ReadOnlySpan<byte> content, string path, Span span)
    {
        var secret = SecretIn(rule, content, span);
        if (_verifier.TryVerify(rule, content, path, (span.Start, span.Length), (secret.Start, secret.Length), out var match))
        {
            _raw.Add(match);
        }
    }

    /// <summary>The group that is the secret. Groups need <see cref="Regex.Match(string, int)"/>, which allocates: only matches pay for it.</summary>
    private Span SecretIn(int rule, ReadOnlySpan<byte> content, Span span)
    {
        if (rules.Compiled(rule).Groups == 0)
        {
            return span;
        }

        var first = Math.Max(0, span.Start - 1);
        var end = Math.Min(content.Length, span.End + 1);
        var match = rules.Anchored(rule).Match(WidenedBytes.ToText(content[first..end]), span.Start - first);
        var group = SecretGroups.Of(match, rules.Rules[rule].SecretGroup);
        return new Span(first + group.Index, group.Length);
    }

    private ReadOnlySpan<char> Widen(ReadOnlySpan<byte> content)
    {
        if (_window.Length < content.Length)
        {
            _window = new char[Math.Max(content.Length, _window.Length * 2)];
        }

        WidenedBytes.Widen(content, _window);
        return _window.AsSpan(0, content.Length);
    }

    private readonly record struct Span(int Start, int Length)
    {
        public int End => Start + Length;
    }

    /// <summary>A place where a rule's literal stands: a match that contains it starts from <paramref name="First"/> to <paramref name="Last"/>.</summary>
    private readonly record struct Candidate(int Rule, int First, int Last)
    {
        public static readonly Comparison<Candidate> ByRuleThenPlace = static (a, b) =>
            a.Rule != b.Rule ? a.Rule.CompareTo(b.Rule) : a.First != b.First ? a.First.CompareTo(b.First) : a.Last.CompareTo(b.Last);
    }
}
