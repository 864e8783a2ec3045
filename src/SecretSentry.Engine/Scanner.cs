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
/// Finds credentials in bytes. One per thread; the <see cref="RuleSet"/> behind it is shared. Meaning: for every rule the leftmost,
/// non-overlapping matches of its regex in the whole content, then the rule's filters, then one winner where matches claim the same bytes.
/// How: <see cref="Prefilter"/> names the places where a rule's literal stands; there the regex is tried, as a byte program, where a match
/// that contains the literal can start. Buffers are kept between calls: content without findings costs no allocation.
/// </summary>
public sealed class Scanner
{
    /// <summary>Steps of byte programs for one content, besides <see cref="StepsPerByte"/>: about a second.</summary>
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
    private readonly RunKernel _runKernel;
    private byte[] _narrow = [];
    private DecodedScan? _decoded;
    private string _windowPath = "";
    private bool _windowIsBinary;
    private bool _isRuledOut;

    /// <summary>A scanner for one thread.</summary>
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
        _states = new RuleState[rules.Rules.Count];
    }

    /// <summary>Looks at the environment as the first scanner would, so that it is told before work is handed to threads.</summary>
    /// <exception cref="FormatException">SECRETSENTRY_KERNEL names a kernel that this machine does not have.</exception>
    public static void CheckEnvironment() => _ = Kernel.Chosen;

    /// <summary>Sentences about rules that could not be run to their end; the scan is incomplete when there are any.</summary>
    public ICollection<string> Problems { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Steps of byte programs that the last scan took, decoding left out: what hostile content could drive up.</summary>
    internal long Steps { get; private set; }

    /// <summary>Anchors that the last scan read and values that it judged, decoding left out.</summary>
    internal (int Anchors, int Values) Judged { get; private set; }

    /// <summary>
    /// Whether text in base64, hex and escapes is decoded and scanned as well. Matches found so have <see cref="Match.Decoded"/> set;
    /// several may then stand at one place.
    /// </summary>
    public bool Decodes { get; set; }

    /// <summary>
    /// The secret of <paramref name="match"/>, which the last call of Scan reported; null when it stands in the content as it is.
    /// </summary>
    public DecodedSecret? GetDecodedSecret(Match match) => match.Decoded > 0 ? _decoded!.Secrets[match.Decoded - 1] : null;

    /// <summary>
    /// Appends every match in <paramref name="content"/> to <paramref name="matches"/>, ordered by where the secret starts, secrets never
    /// overlapping, and tells what kind of content it was. Offsets are those of <paramref name="content"/>. The span is not kept.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="path">Its path with '/' between folders, for rules and allow-lists that look at it; may be empty.</param>
    /// <param name="matches">Receives the matches.</param>
    /// <param name="givenKind">What the content is when it is a later part of a larger one; otherwise its first bytes say it.</param>
    public ContentKind Scan(ReadOnlySpan<byte> content, string path, ICollection<Match> matches, ContentKind? givenKind = null)
    {
        var kind = givenKind ?? ContentKinds.Detect(content);
        _raw.Clear();
        if (kind.GetUnitLength() == 1)
        {
            ScanBytes(content, path, isBinary: kind == ContentKind.Binary);
            ScanDecoded(content, path, isBinary: kind == ContentKind.Binary);
            Emit(matches, unit: 1, skipped: 0);
        }
        else
        {
            var skipped = ContentKinds.GetBomLength(content, kind);
            var narrow = ContentKinds.Narrow(content[skipped..], kind, ref _narrow);
            ScanBytes(narrow, path, isBinary: false);
            ScanDecoded(narrow, path, isBinary: false);
            Emit(matches, kind.GetUnitLength(), skipped);
        }

        return kind;
    }

    /// <summary>
    /// Notes in <paramref name="scanState"/>, in place of what it held, where in a content something is to be tried, so that its later
    /// versions cost less. The span is not kept.
    /// </summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="scanState">Receives it; unknown afterwards when the content is UTF-16 or UTF-32.</param>
    public void Locate(ReadOnlySpan<byte> content, IncrementalScanState scanState) => Locate(content, null, [], scanState);

    /// <summary>The same for a content of which parts are copied from another one: there nothing is looked for.</summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="source">What a scanner of the same rules noted of the other content; when that is nothing, all of
    /// <paramref name="content"/> is looked at.</param>
    /// <param name="copies">The parts, ascending, not overlapping. They must be right: nothing compares the bytes.</param>
    /// <param name="scanState">As above; not <paramref name="source"/>.</param>
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
        _prefilter.Locate(content, previous, copies, scanState);
        if (Decodes)
        {
            Decoded.Locate(content, previous, copies, scanState);
        }
    }

    /// <summary>As <see cref="Scan(ReadOnlySpan{byte}, string, ICollection{Match}, ContentKind?)"/>, with the same result.</summary>
    /// <param name="content">The whole of a file or object.</param>
    /// <param name="scanState">What was located in this content by a scanner of the same rules; what turns out to lead to nothing is noted
    /// there.</param>
    /// <param name="path">As there.</param>
    /// <param name="matches">As there.</param>
    public ContentKind Scan(ReadOnlySpan<byte> content, IncrementalScanState scanState, string path, ICollection<Match> matches)
    {
        ArgumentNullException.ThrowIfNull(scanState);
        if (!scanState.HasData)
        {
            return Scan(content, path, matches);
        }

        var isBinary = scanState.Kind == ContentKind.Binary;
        _raw.Clear();
        ScanBytes(content, path, isBinary, scanState);
        ScanDecoded(content, path, isBinary, scanState);
        Emit(matches, unit: 1, skipped: 0);
        return scanState.Kind;
    }

    private void ScanBytes(ReadOnlySpan<byte> content, string path, bool isBinary, IncrementalScanState? scanState = null)
    {
        _matcher.Budget = BaseSteps + (StepsPerByte * content.Length);
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

        Steps = BaseSteps + (StepsPerByte * content.Length) - _matcher.Budget;
        if (_raw.Count > 1)
        {
            Overlaps.Resolve(_raw, _rules);
        }
    }

    /// <summary>What was noted under a path of other facts is of no use.</summary>
    private void UpdateJudgedKey(IncrementalScanState scanState)
    {
        var key = _rules.HasJudge ? _judged.Key : 0;
        if (scanState.JudgedKey != key)
        {
            ForgetJudged(scanState);
            scanState.JudgedKey = key;
        }
    }

    /// <summary>Takes back what was noted under a path of other facts: of the places those of judged rules, and all encoded runs.</summary>
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

    private void Emit(ICollection<Match> matches, int unit, int skipped)
    {
        if (_raw.Count == 0)
        {
            return;
        }

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

    /// <summary>
    /// A rule's candidates come by the first place their match can start. Trying those places in ascending order, each once, and going on
    /// behind a match gives exactly the leftmost non-overlapping matches, because every match contains one of the rule's literals. False
    /// when the rule's regex matches from none of those places: then it has been tried at all of them, here or for an earlier candidate.
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
            return true; // searched as a whole, once, when all candidates are through
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

    /// <summary>An anchor is read wherever it stands. False when no credential stands beside it, under paths of these facts.</summary>
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

    /// <summary>A judged rule is built in without allow-lists, but configurations add theirs.</summary>
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
    /// The word stands at the candidate's place; the match starts as far before it as the lead reaches, see <see cref="LeadingRun"/>.
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

    /// <summary>Negative for no match; when it was given up, the state tells of a match, as nobody knows.</summary>
    private int EndOfMatch(int rule, int instruction, ReadOnlySpan<byte> content, int offset, int start, ref RuleState state)
    {
        var compiled = _rules.GetCompiled(rule);
        var end = _matcher.MatchFrom(compiled.Program, instruction, content, offset,
            (int)Math.Min(content.Length, (long)start + compiled.MaxLength));
        state = state with { HasMatched = state.HasMatched || _matcher.IsExhausted };
        ReportIfExhausted(rule);
        return end;
    }

    /// <summary>The slow way, for rules without a literal of their own.</summary>
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
            Problems.Add($"rule '{_rules.Rules[rule].Id}' took more steps than one content may cost and was given up in places; simplify "
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

    /// <summary>Which part of the match is the secret: gitleaks' meaning of <c>secretGroup</c>.</summary>
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

    /// <param name="IsDecided">Whether the rest has been decided for this content.</param>
    /// <param name="IsOn">Whether the rule looks at it.</param>
    /// <param name="HasMatched">Whether its regex has matched anywhere.</param>
    /// <param name="Next">The first place at which its next match may start.</param>
    private readonly record struct RuleState(bool IsDecided, bool IsOn, bool HasMatched, int Next);
}
