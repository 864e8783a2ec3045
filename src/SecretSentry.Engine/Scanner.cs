using System.Runtime.InteropServices;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Decoding;
using SecretSentry.Engine.Decoding.Kernels;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Kernels;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Notes;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Search;
using SecretSentry.Engine.Verify;
using Match = SecretSentry.Engine.Matches.Match;

namespace SecretSentry.Engine;

/// <summary>
/// Finds credentials in bytes. Use one instance per thread; the <see cref="RuleSet"/> is shared. For every rule, the result is the
/// leftmost, non-overlapping matches of its regex in the whole content. The rule's filters are then applied. Where matches claim the same
/// bytes, one of them wins. <see cref="Prefilter"/> reports the locations where a literal of a rule occurs. The regex is tried there, as a
/// byte program, at every offset where a match that contains the literal can start. Buffers are kept between calls: scanning content
/// without findings does not allocate.
/// </summary>
public sealed class Scanner
{
    /// <summary>Steps of byte programs allowed for one content, in addition to <see cref="StepsPerByte"/>: about a second.</summary>
    private const long BaseSteps = 200_000_000;

    private const long StepsPerByte = 100;

    private readonly RuleSet _rules;
    private readonly Prefilter _prefilter;
    private readonly ByteMatcher _matcher;
    private readonly MatchVerifier _verifier;
    private readonly JudgedScan _judged;
    private readonly List<Match> _raw = [];
    private readonly RuleState[] _states;
    private readonly List<int> _touched = [];
    private readonly RequiredMatches? _required;
    private readonly RunKernel _runKernel;
    private readonly EmbeddedScan _embedded;
    private byte[] _narrow = [];
    private DecodedScan? _decoded;
    private string _windowPath = "";
    private bool _windowIsBinary;
    private bool _isRuledOut;

    /// <summary>Creates a scanner for one thread.</summary>
    /// <exception cref="FormatException">SECRETSENTRY_KERNEL names a kernel that this machine does not have.</exception>
    public Scanner(RuleSet rules)
        : this(rules, Kernel.Chosen)
    {
    }

    internal Scanner(RuleSet rules, Kernel kernel)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = rules;
        _runKernel = RunKernel.SelectFor(kernel);
        _prefilter = new Prefilter(rules, kernel);
        _matcher = new ByteMatcher(rules.Pool);
        _verifier = new MatchVerifier(rules, _matcher);
        _judged = new JudgedScan(rules);
        _required = RequiredMatches.Create(rules);
        _states = new RuleState[rules.Rules.Count];
        _embedded = new(ScanWindow);
    }

    /// <summary>Reads the environment as the first scanner would, so that an error is reported before work is handed to threads.</summary>
    /// <exception cref="FormatException">SECRETSENTRY_KERNEL names a kernel that this machine does not have.</exception>
    public static void CheckEnvironment() => _ = Kernel.Chosen;

    /// <summary>Messages about rules that could not be run to the end. The scan is incomplete if there are any.</summary>
    public ICollection<string> Problems { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Number of steps of byte programs that the last scan took, without decoding. Hostile content could drive this number up.
    /// </summary>
    internal long Steps { get; private set; }

    /// <summary>Number of anchors that the last scan read and number of values that it judged, without decoding.</summary>
    internal (int Anchors, int Values) Judged { get; private set; }

    /// <summary>
    /// Whether text in base64, hex and escapes is decoded and scanned as well. Matches found in decoded text have
    /// <see cref="Match.Decoded"/> set. Several of them may have the same location.
    /// </summary>
    public bool Decodes { get; set; }

    /// <summary>
    /// Returns the decoded secret of <paramref name="match"/>, which the last call of Scan reported. Returns null when the secret occurs in
    /// the content as it is.
    /// </summary>
    public DecodedSecret? GetDecodedSecret(Match match) => match.Decoded == 0 ? null
        : match.Decoded > DecodedCount ? _embedded.Secrets[match.Decoded - DecodedCount - 1]
        : _decoded!.Secrets[match.Decoded - 1];

    private int DecodedCount => _decoded?.Secrets.Count ?? 0;

    /// <summary>
    /// Appends every match in <paramref name="content"/> to <paramref name="matches"/> and returns the kind of the content. The matches are
    /// ordered by the start of the secret, and secrets never overlap. Offsets are bytes in <paramref name="content"/>. The span is not
    /// kept.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="path">Its path, with '/' between folders, for rules and allow-lists that check it. May be empty.</param>
    /// <param name="matches">Receives the matches.</param>
    /// <param name="givenKind">The kind of the content when it is a later part of a larger one. Otherwise the kind is detected from its
    /// first bytes.</param>
    public ContentKind Scan(ReadOnlySpan<byte> content, string path, ICollection<Match> matches, ContentKind? givenKind = null)
    {
        var kind = givenKind ?? ContentKinds.Detect(content);
        var isBinary = kind == ContentKind.Binary;
        Begin();
        if (kind.GetUnitLength() == 1)
        {
            ScanBytes(content, path, isBinary);
            ScanDecoded(content, path, isBinary);
        }
        else
        {
            var skipped = ContentKinds.GetBomLength(content, kind);
            var narrow = ContentKinds.Narrow(content[skipped..], kind, ref _narrow);
            ScanBytes(narrow, path, isBinary);
            ScanDecoded(narrow, path, isBinary);
            Widen(kind.GetUnitLength(), skipped);
        }

        ScanEmbedded(content, kind, path);
        Emit(matches);
        return kind;
    }

    /// <summary>
    /// Replaces the data of <paramref name="scanState"/> by the locations in a content where something has to be tried, so that scanning
    /// later versions of the content costs less. The span is not kept.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="scanState">Receives the locations. It has no data afterwards when the content is UTF-16 or UTF-32.</param>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState scanState) => Locate(content, null, [], scanState);

    /// <summary>Does the same for a content of which parts are copied from another one. The copied parts are not searched.</summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="source">What a scanner of the same rules recorded for the other content. If it has no data, all of
    /// <paramref name="content"/> is searched.</param>
    /// <param name="copies">The copied parts, ascending and not overlapping. They must be right: the bytes are not compared.</param>
    /// <param name="scanState">Receives the locations, as above. Must not be <paramref name="source"/>.</param>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState? source, ReadOnlySpan<CopiedRange> copies,
        IncrementalScanState scanState)
    {
        ArgumentNullException.ThrowIfNull(scanState);
        var kind = ContentKinds.Detect(content);
        if (kind.GetUnitLength() != 1)
        {
            scanState.Clear();
            return;
        }

        var previous = source is { HasData: true } ? source : null;
        scanState.Begin(content.Length, kind);
        scanState.JudgedKey = previous?.JudgedKey ?? 0;
        scanState.ContainsNul = (previous?.ContainsNul ?? true) ? content.Contains((byte)0) : HasNulInChanges(content, copies);
        _prefilter.Locate(content, previous, copies, scanState);
        if (Decodes)
        {
            Decoded.Locate(content, previous, copies, scanState);
        }
    }

    private static bool HasNulInChanges(ReadOnlySpan<byte> content, ReadOnlySpan<CopiedRange> copies)
    {
        var end = 0;
        foreach (ref readonly var copy in copies)
        {
            if (content[end..copy.Start].Contains((byte)0))
            {
                return true;
            }

            end = copy.End;
        }

        return content[end..].Contains((byte)0);
    }

    /// <summary>Same as <see cref="Scan(ReadOnlySpan{byte}, string, ICollection{Match}, ContentKind?)"/>, with the same result.</summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="scanState">What a scanner of the same rules located in this content. Locations that lead to no match are marked there
    /// as ruled out.</param>
    /// <param name="path">As in the other overload.</param>
    /// <param name="matches">As in the other overload.</param>
    public ContentKind Scan(ReadOnlySpan<byte> content, IncrementalScanState scanState, string path, ICollection<Match> matches)
    {
        ArgumentNullException.ThrowIfNull(scanState);
        if (!scanState.HasData)
        {
            return Scan(content, path, matches);
        }

        var isBinary = scanState.Kind == ContentKind.Binary;
        Begin();
        ScanBytes(content, path, isBinary, scanState);
        ScanDecoded(content, path, isBinary, scanState);
        if (scanState.ContainsNul)
        {
            ScanEmbedded(content, scanState.Kind, path);
        }

        Emit(matches);
        return scanState.Kind;
    }

    private void Begin()
    {
        _raw.Clear();
        _matcher.Budget = BaseSteps;
    }

    private void ScanBytes(ReadOnlySpan<byte> content, string path, bool isBinary, IncrementalScanState? scanState = null)
    {
        var before = _matcher.Budget;
        _matcher.Budget += StepsPerByte * content.Length;
        if (_rules.HasJudge)
        {
            _judged.Begin(path);
        }

        if (scanState is not null)
        {
            UpdateJudgedKey(scanState);
        }

        if (scanState is null)
        {
            _prefilter.Run(content);
        }
        else
        {
            _prefilter.Run(content, scanState);
        }

        _isRuledOut = true;
        foreach (ref readonly var candidate in _prefilter.Candidates)
        {
            var isRuledOut = !Try(candidate, content, path, isBinary);
            _isRuledOut &= isRuledOut && _rules.GetCompiled(candidate.Rule).Rule.IsJudged;
            if (isRuledOut && scanState is not null)
            {
                ref var occurrence = ref scanState.Occurrences.Items[candidate.OccurrenceIndex];
                occurrence = occurrence.AsRuledOut;
            }
        }

        if (_judged.HasGivenUp)
        {
            Problems.Add("rows of tables were not read to the end, because too many statements are broken");
        }

        MatchWholeContent(content, path, isBinary);
        Steps = before + (StepsPerByte * content.Length) - _matcher.Budget;
        _required?.Apply(_raw, content);
        if (_raw.Count > 1)
        {
            Overlaps.Resolve(_raw, _rules);
        }
    }

    /// <summary>Searches the whole content for the rules that have no literal of their own, or that a keyword switches on.</summary>
    private void MatchWholeContent(ReadOnlySpan<byte> content, string path, bool isBinary)
    {
        foreach (var rule in _touched)
        {
            if (_states[rule].IsOn && _rules.GetCompiled(rule).HasKeywordPrefilter)
            {
                MatchWhole(rule, content, path);
            }

            _states[rule] = default;
        }

        _touched.Clear();
        foreach (var rule in _rules.Slow)
        {
            if ((_raw.Count == 0 || !_rules.Rules[rule].YieldsToContent) && IsApplicable(rule, content, path, isBinary))
            {
                MatchWhole(rule, content, path);
            }
        }
    }

    /// <summary>Discards what was recorded under a path with other facts: it does not apply to this path.</summary>
    private void UpdateJudgedKey(IncrementalScanState scanState)
    {
        var key = _rules.HasJudge ? _judged.Key : 0;
        if (scanState.JudgedKey != key)
        {
            ForgetJudged(scanState);
            scanState.JudgedKey = key;
        }
    }

    /// <summary>Reopens the locations of judged rules and all encoded runs: they were ruled out under a path with other facts.</summary>
    private void ForgetJudged(IncrementalScanState scanState)
    {
        var literals = _prefilter.Literals;
        foreach (ref var occurrence in scanState.Occurrences.Items)
        {
            if (occurrence.IsRuledOut && _rules.Rules[literals[occurrence.Literal].Rule].IsJudged)
            {
                occurrence = occurrence.Open;
            }
        }

        foreach (ref var run in scanState.Runs.Items)
        {
            run = run with { IsRuledOut = false };
        }
    }

    private void ScanDecoded(ReadOnlySpan<byte> content, string path, bool isBinary, IncrementalScanState? scanState = null)
    {
        Judged = (_judged.Anchors, _judged.Judged);
        if (Decodes)
        {
            (_windowPath, _windowIsBinary) = (path, isBinary);
            Decoded.Run(content, _raw, scanState);
        }
    }

    private DecodedScan Decoded => _decoded ??= new(_rules, _runKernel, ScanWindow, Problems);

    private List<Match> ScanWindow(ReadOnlySpan<byte> window, out bool isRuledOut)
    {
        _raw.Clear();
        ScanBytes(window, _windowPath, _windowIsBinary);
        isRuledOut = _isRuledOut;
        return _raw;
    }

    /// <summary>Looks for text in another encoding than that of the content.</summary>
    private void ScanEmbedded(ReadOnlySpan<byte> content, ContentKind kind, string path)
    {
        (_windowPath, _windowIsBinary) = (path, true);
        _embedded.Run(content, kind, _raw, DecodedCount);
    }

    /// <summary>Turns offsets of the narrowed content into offsets of the content.</summary>
    private void Widen(int unit, int skipped)
    {
        foreach (ref var match in CollectionsMarshal.AsSpan(_raw))
        {
            match = match with
            {
                Start = skipped + (match.Start * unit),
                Length = match.Length * unit,
                SecretStart = skipped + (match.SecretStart * unit),
                SecretLength = match.SecretLength * unit,
            };
        }
    }

    private void Emit(ICollection<Match> matches)
    {
        foreach (var match in _raw)
        {
            matches.Add(match);
        }
    }

    /// <summary>
    /// Tries the rule's regex for one candidate. The candidates of a rule are ordered by the first offset at which their match can start.
    /// The offsets are tried in ascending order, each once, and the search continues after a match. This gives exactly the leftmost
    /// non-overlapping matches, because every match contains one of the rule's literals. Returns false when the regex matches at none of
    /// the candidate's offsets: all of them have then been tried, here or for an earlier candidate.
    /// </summary>
    private bool Try(in Candidate candidate, ReadOnlySpan<byte> content, string path, bool isBinary)
    {
        var rule = candidate.Rule;
        ref var state = ref _states[rule];
        if (!state.IsDecided)
        {
            state = new(IsDecided: true, IsOn: IsApplicable(rule, content, path, isBinary), HasMatched: false, Next: 0);
            _touched.Add(rule);
        }

        if (!state.IsOn)
        {
            return true;
        }

        var compiled = _rules.GetCompiled(rule);
        if (compiled.HasKeywordPrefilter)
        {
            return true; // the whole content is searched once, after all candidates
        }

        if (compiled.Rule.IsJudged)
        {
            return TryAnchor(candidate, content, path);
        }

        if (compiled.LazyPrefix is { } prefix)
        {
            TryAfterPrefix(candidate, prefix, compiled, content, path, ref state);
            return state.HasMatched;
        }

        for (var offset = Math.Max(state.Next, candidate.First); offset <= candidate.Last; offset = state.Next)
        {
            state = state with { Next = offset + 1 };
            if (MayStart(compiled, content, offset, isChecked: candidate.First == candidate.Last)
                && EndOfMatch(rule, compiled.Program.Start, content, offset, offset, ref state) is var end && end >= 0)
            {
                state = state with { Next = Math.Max(end, offset + 1), HasMatched = true };
                Verify(rule, content, path, offset, end);
            }
        }

        return state.HasMatched;
    }

    /// <summary>
    /// Reads an anchor at every offset where it occurs. Returns false when there is no credential next to it, under paths with these facts.
    /// </summary>
    private bool TryAnchor(in Candidate candidate, ReadOnlySpan<byte> content, string path)
    {
        var step = _judged.CountAnchorOffsets(candidate.Rule);
        for (var offset = candidate.First; offset <= candidate.Last; offset += step)
        {
            var before = _raw.Count;
            if (_judged.Read(candidate.Rule, content, path, offset, _raw))
            {
                LeaveOutAllowed(before, content, path);
                return _judged.HasFound;
            }
        }

        return false;
    }

    /// <summary>Removes allowed matches. Judged rules are built in without allow-lists, but configurations can add some.</summary>
    private void LeaveOutAllowed(int from, ReadOnlySpan<byte> content, string path)
    {
        for (var i = _raw.Count - 1; i >= from; i--)
        {
            if (_verifier.IsAllowed(_raw[i], content, path))
            {
                _raw.RemoveAt(i);
            }
        }
    }

    private bool MayStart(CompiledRule compiled, ReadOnlySpan<byte> content, int offset, bool isChecked) =>
        _matcher.MayStart(compiled.Program, content, offset)
            && (isChecked || compiled.PrefilterDfa is not { } dfa || dfa.MayMatch(content, offset));

    /// <summary>
    /// Tries a rule whose regex begins with a lazy run. The literal occurs at the candidate's offset. The match starts as far before it as
    /// the run reaches, see <see cref="LeadingRun"/>.
    /// </summary>
    private void TryAfterPrefix(in Candidate candidate, LeadingRun prefix, CompiledRule compiled, ReadOnlySpan<byte> content, string path,
        ref RuleState state)
    {
        if (candidate.First < state.Next)
        {
            return;
        }

        var end = EndOfMatch(candidate.Rule, prefix.NextInstruction, content, candidate.First, Math.Max(0, candidate.First - prefix.Max),
            ref state);
        if (end < 0)
        {
            return;
        }

        var start = candidate.First;
        while (start > state.Next && candidate.First - start < prefix.Max && _matcher.Contains(prefix.Set, content[start - 1]))
        {
            start--;
        }

        state = state with { Next = Math.Max(end, candidate.First + 1), HasMatched = true };
        Verify(candidate.Rule, content, path, start, end);
    }

    /// <summary>
    /// Returns the offset after the match, or a negative number for no match. When the attempt was given up, the state says that the rule
    /// has matched, because the result is unknown.
    /// </summary>
    private int EndOfMatch(int rule, int instruction, ReadOnlySpan<byte> content, int offset, int start, ref RuleState state)
    {
        var compiled = _rules.GetCompiled(rule);
        var end = _matcher.MatchFrom(compiled.Program, instruction, content, offset,
            (int)Math.Min(content.Length, (long)start + compiled.MaxLength));
        state = state with { HasMatched = state.HasMatched || _matcher.IsExhausted };
        ReportIfExhausted(rule);
        return end;
    }

    /// <summary>Searches the whole content. This is the slow way, for rules without a literal of their own.</summary>
    private void MatchWhole(int rule, ReadOnlySpan<byte> content, string path)
    {
        if (_rules.Rules[rule].JudgesPathAlone)
        {
            _raw.Add(new Match(rule, 0, 0, 0, 0, Validity.Unknown, MatchVerifier.GetConfidence(_rules.Rules[rule], [], path)
                ?? Confidence.Low));
            return;
        }

        var compiled = _rules.GetCompiled(rule);
        var isJudged = _rules.Rules[rule].IsJudged;
        for (var offset = 0; (offset = _matcher.Search(compiled.Program, content, offset, compiled.MaxLength, out var end)) >= 0; offset =
            isJudged ? offset + 1
            : Math.Max(end, offset + 1))
        {
            if (isJudged)
            {
                _judged.Read(rule, content, path, offset, _raw); // an anchor may begin inside another one
            }
            else
            {
                Verify(rule, content, path, offset, end);
            }
        }

        ReportIfExhausted(rule);
    }

    private bool IsApplicable(int rule, ReadOnlySpan<byte> content, string path, bool isBinary) =>
        !(isBinary && _rules.Rules[rule].IsGeneric) && _verifier.IsApplicable(rule, content, path);

    private void ReportIfExhausted(int rule)
    {
        if (_matcher.IsExhausted)
        {
            _matcher.IsExhausted = false;
            Problems.Add($"rule '{_rules.Rules[rule].Id}' exceeded the step limit for one content, so parts were not searched; simplify "
                + $"its regex");
        }
    }

    private void Verify(int rule, ReadOnlySpan<byte> content, string path, int start, int end)
    {
        var secret = FindSecret(rule, start, end);
        if (_verifier.TryVerify(rule, content, path, (start, end - start), secret, out var match))
        {
            _raw.Add(match);
        }
    }

    /// <summary>Returns the part of the match that is the secret, with gitleaks' meaning of <c>secretGroup</c>.</summary>
    private (int Start, int Length) FindSecret(int rule, int start, int end)
    {
        var wanted = _rules.Rules[rule].SecretGroup;
        if (wanted > 0)
        {
            return _matcher.GetGroup(wanted) is { Start: >= 0, End: >= 0 } group ? (group.Start, group.End - group.Start)
                : (start, end - start);
        }

        for (var i = 1; i <= _rules.GetCompiled(rule).Program.Groups; i++)
        {
            if (_matcher.GetGroup(i) is { Start: >= 0 } group && group.End > group.Start)
            {
                return (group.Start, group.End - group.Start);
            }
        }

        return (start, end - start);
    }

    /// <param name="IsDecided">Whether the other values have been decided for this content.</param>
    /// <param name="IsOn">Whether the rule applies to the content.</param>
    /// <param name="HasMatched">Whether the rule's regex has matched anywhere.</param>
    /// <param name="Next">First offset at which the next match of the rule may start.</param>
    private readonly record struct RuleState(bool IsDecided, bool IsOn, bool HasMatched, int Next);
}
