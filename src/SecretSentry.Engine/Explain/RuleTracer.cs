using System.Globalization;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify;
using SecretSentry.Engine.Verify.PublicReasons;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Shows for a line what each rule decided. Makes the same checks in the same order as <see cref="MatchVerifier"/>, and records each
/// result. Every regex is run without prefilter, so it is slow and meant for one location at a time. Scans the text as it is, not what it
/// decodes to.
/// </summary>
public sealed class RuleTracer
{
    private const long Steps = 500_000_000;

    private const string JudgeStep = "judge";

    private readonly RuleSet _rules;
    private readonly ByteMatcher _matcher;
    private readonly AllowlistTest _lists;
    private readonly JudgedScan _judged;
    private readonly Lazy<JudgeExplainer> _explainer;

    /// <param name="rules">The rules to trace.</param>
    public RuleTracer(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_rules, _matcher) = (rules, new ByteMatcher(rules.Pool));
        _lists = new AllowlistTest(_matcher, rules.Filters, rules.StopWordsOf);
        _judged = new JudgedScan(rules);
        _explainer = new(() => new(rules));
    }

    /// <summary>
    /// Returns every location at which a rule's regex matches and that touches line <paramref name="line"/> (from 1) of
    /// <paramref name="content"/>. Matches come first. For judged rules it returns every named value that touches the line, each once, with
    /// its level.
    /// </summary>
    /// <param name="content">The whole content. Wide encodings are narrowed as in the scanner. Offsets are then those of the narrowed
    /// text.</param>
    /// <param name="path">Path of the content, for rules and lists that use it.</param>
    /// <param name="line">The line.</param>
    public IReadOnlyList<RuleTrace> Trace(ReadOnlySpan<byte> content, string path, int line)
    {
        byte[] buffer = [];
        var text = NarrowContent(content, ref buffer, out var kind);
        if (FindLine(text, line) is not { } wanted)
        {
            return [];
        }

        // A match is no longer than 16 KiB, so no match that begins farther away touches the line.
        var from = Math.Max(0, wanted.Start - MatchLimits.MaxMatchLength);
        var traced = new TracedText(text, path, kind == ContentKind.Binary, wanted, from);
        var traces = new List<RuleTrace>();
        for (var rule = 0; rule < _rules.Rules.Count; rule++)
        {
            if (_rules.Rules[rule].IsJudged)
            {
                TraceAnchors(rule, traced, traces);
            }
            else if (!_rules.Rules[rule].JudgesPathAlone)
            {
                TraceRule(rule, traced, traces);
            }
        }

        AddNamesAlone(text, wanted, traces);
        RaiseLevels(traces);
        return [.. traces.OrderByDescending(trace => trace.IsMatch).ThenBy(trace => trace.Rule.IsGeneric)
            .ThenBy(trace => trace.Rule.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Returns why the judge gave a match its level. Returns null for a match of a rule that does not use the judge, and for a match in
    /// encoded text.
    /// </summary>
    /// <param name="content">The content that was scanned.</param>
    /// <param name="path">Path of the content.</param>
    /// <param name="match">A match that the scanner reported in the content.</param>
    public JudgeExplanation? Explain(ReadOnlySpan<byte> content, string path, in Match match)
    {
        if (match.Decoded != 0 || !_rules.Rules[match.Rule].IsJudged || !_rules.HasJudge)
        {
            return null;
        }

        byte[] buffer = [];
        var text = NarrowContent(content, ref buffer, out var kind);
        var (unit, bomLength) = (kind.GetUnitLength(), kind.GetUnitLength() == 1 ? 0 : ContentKinds.GetBomLength(content, kind));
        var span = (Start: (match.Start - bomLength) / unit, End: (match.End - bomLength) / unit);
        var traced = new TracedText(text, path, kind == ContentKind.Binary, span, Math.Max(0, span.Start - 1));
        var traces = new List<RuleTrace>();
        for (var rule = 0; rule < _rules.Rules.Count; rule++)
        {
            if (_rules.Rules[rule].IsJudged)
            {
                TraceAnchors(rule, traced, traces);
            }
        }

        var secret = (match.SecretStart - bomLength) / unit;
        return traces.Find(trace => trace.IsMatch && trace.Match.SecretStart == secret)?.Judgement;
    }

    private static ReadOnlySpan<byte> NarrowContent(ReadOnlySpan<byte> content, ref byte[] buffer, out ContentKind kind)
    {
        kind = ContentKinds.Detect(content);
        return kind.GetUnitLength() == 1 ? content
            : ContentKinds.Narrow(content[ContentKinds.GetBomLength(content, kind)..], kind, ref buffer);
    }

    /// <summary>Raises levels of matches as <see cref="Overlaps"/> does, and records each as a step.</summary>
    private void RaiseLevels(List<RuleTrace> traces)
    {
        Match[] matches = [.. traces.Where(trace => trace.IsMatch).Select(trace => trace.Match)];
        for (var i = 0; i < traces.Count; i++)
        {
            var trace = traces[i];
            if (trace.IsMatch && Overlaps.GetLevel(trace.Match, matches, _rules) is var level && level != trace.Match.Confidence)
            {
                var step = new TraceStep("judge", true, $"gives the same value a higher level, so {level.ToString().ToLowerInvariant()}");
                traces[i] = trace with { Match = trace.Match with { Confidence = level }, Steps = [.. trace.Steps, step] };
            }
        }
    }

    private static (int Start, int End)? FindLine(ReadOnlySpan<byte> text, int line)
    {
        var start = 0;
        for (var number = 1; number < line; number++)
        {
            var end = text[start..].IndexOf((byte)'\n');
            if (end < 0)
            {
                return null;
            }

            start += end + 1;
        }

        var length = text[start..].IndexOf((byte)'\n');
        return (start, length < 0 ? text.Length : start + length);
    }

    private void TraceRule(int rule, in TracedText text, List<RuleTrace> traces)
    {
        var (compiled, line) = (_rules.GetCompiled(rule), text.Range);
        var part = text.Bytes[..(int)Math.Min(text.Bytes.Length, (long)line.End + MatchLimits.MaxMatchLength)];
        _matcher.Budget = Steps;
        for (var offset = text.From;
            (offset = _matcher.Search(compiled.Program, part, offset, compiled.MaxLength, out var end)) >= 0;
            offset = Math.Max(end, offset + 1))
        {
            if (offset > line.End)
            {
                break;
            }

            if (end >= line.Start)
            {
                var secret = FindSecret(rule, offset, end);
                var (steps, match) = RunChecks(rule, text, (offset, end - offset), secret);
                traces.Add(new(_rules.Rules[rule], match, FindLiteral(compiled.Rule, part[offset..end]), steps));
            }
        }
    }

    /// <summary>Traces named values. Anchors of several rules can lead to the same value, which is added once.</summary>
    private void TraceAnchors(int rule, in TracedText text, List<RuleTrace> traces)
    {
        var (compiled, line) = (_rules.GetCompiled(rule), text.Range);
        var bytes = text.Bytes;
        _matcher.Budget = Steps;
        _judged.Begin(text.Path);
        var last = (long)line.End + CandidateExtractor.Reach;
        var from = compiled.Rule.Anchor == Anchors.Rows ? 0 : text.From;
        for (var offset = from; (offset = _matcher.Search(compiled.Program, bytes, offset, compiled.MaxLength, out var end)) >= 0
            && offset <= last; offset++)
        {
            var literal = FindLiteral(compiled.Rule, bytes[offset..end]);
            foreach (var value in _judged.Explain(rule, bytes, text.Path, offset))
            {
                if (value.Match.Start <= line.End && value.Match.End >= line.Start && !traces.Exists(trace => trace.Match == value.Match))
                {
                    var steps = BuildJudgedSteps(compiled.Rule, text, value);
                    var reportedRule = _rules.Rules[value.Match.Rule];
                    var judgement = steps[^1].Name != JudgeStep ? null
                        : _explainer.Value.Explain(value.Text.IsEmpty ? bytes : value.Text.Span, text.Path, value, reportedRule.Confidence);
                    traces.Add(new(reportedRule, value.Match, literal, steps) { Judgement = judgement });
                }
            }
        }
    }

    /// <summary>
    /// Adds one name if the line contains a telling name and no value beside it was read. This explains why nothing was judged.
    /// </summary>
    private void AddNamesAlone(ReadOnlySpan<byte> text, (int Start, int End) line, List<RuleTrace> traces)
    {
        if (!_rules.HasJudge || traces.Exists(trace => trace.IsMatch || trace.Rule.IsJudged))
        {
            return;
        }

        foreach (var (rule, number) in _rules.Rules.Select((rule, i) => (rule, i)).Where(pair => pair.rule.Anchor == Anchors.Name))
        {
            var compiled = _rules.GetCompiled(number);
            _matcher.Budget = Steps;
            var offset = _matcher.Search(compiled.Program, text, line.Start, compiled.MaxLength, out var end);
            if (offset >= 0 && offset <= line.End)
            {
                var detail =
                    $"{DescribeLocation(text, offset, end, "a name")}, but no value beside it: it is followed by nothing, by code or by "
                    + $"another name";
                var match = new Match(number, offset, end - offset, offset, 0, Validity.Unknown, Confidence.Low);
                traces.Add(new(rule, match, FindLiteral(rule, text[offset..end]), [new("candidate", false, detail)]));
                return;
            }
        }
    }

    private List<TraceStep> BuildJudgedSteps(Rule anchor, in TracedText text, in JudgedValue judged)
    {
        var (value, isApplicable) = (judged.Value, !(text.IsBinary && anchor.IsGeneric));
        var kind = text.IsBinary ? "binary; rules without an issuer skip it" : "text";
        var steps = new List<TraceStep> { new("kind of content", isApplicable, kind) };
        if (isApplicable && anchor.Path.Length > 0)
        {
            isApplicable = _lists.Matches(anchor.Path, _lists.EncodePath(text.Path));
            steps.Add(new("path", isApplicable, $"the rule scans paths that match {anchor.Path}"));
        }

        if (isApplicable)
        {
            steps.Add(new("candidate", true, DescribeValue(text.Bytes, judged)));
            var (own, secret) = (judged.Level ?? Confidence.Low, (judged.Match.SecretStart, judged.Match.SecretLength));
            _ = AddReason(_rules.Rules[judged.Match.Rule], text.Bytes, secret, steps, ref own);
            steps.Add(new(JudgeStep, judged.Level is not null, judged.Level is not null
                ? $"the value is a credential; its level is {judged.Match.Confidence.ToString().ToLowerInvariant()}"
                : judged.FilterReason != FilterReason.None ? $"the value {CandidateFilter.Describe(judged.FilterReason)}"
                : "the value is most likely not a credential: below low"));
        }

        return steps;
    }

    private static string DescribeValue(ReadOnlySpan<byte> text, in JudgedValue judged)
    {
        var location = DescribeLocation(text, judged.Match.SecretStart, judged.Match.SecretEnd, "value");
        return judged.Text.IsEmpty
            ? $"{DescribeLocation(text, judged.Value.NameStart, judged.Value.NameEnd, "name")}; {location}; joined by "
                + OperatorWords.Describe(judged.Value.Operator)
            : $"{location}, in a row; the name is that of its column";
    }

    private static string DescribeLocation(ReadOnlySpan<byte> text, int start, int end, string what)
    {
        var position = TextPosition.Compute(text, start, ContentKind.Text);
        return string.Create(CultureInfo.InvariantCulture,
            $"{what} of {end - start} {(end - start == 1 ? "byte" : "bytes")} at line {position.Line}, column {position.Column}");
    }

    private (List<TraceStep> Steps, Match Match) RunChecks(int number, in TracedText traced, (int Start, int Length) whole,
        (int Start, int Length) secret)
    {
        var rule = _rules.Rules[number];
        var content = traced.Bytes;
        var (path, isBinary) = (traced.Path, traced.IsBinary);
        var text = content.Slice(secret.Start, secret.Length);
        var (steps, confidence) = (new List<TraceStep>(), rule.Confidence);
        var validity = OfflineCheck.GetValidity(rule.Checksum, text);
        var isSample = OfflineCheck.IsDocumentedSample(rule, text);
        _ = Add("kind of content", !(isBinary && rule.IsGeneric), isBinary ? "binary; rules without an issuer skip it" : "text")
            && (rule.Path.Length == 0 || Add("path", _lists.Matches(rule.Path, _lists.EncodePath(path)),
                $"the rule scans paths that match {rule.Path}"))
            && (!_rules.GetCompiled(number).NeedsKeyword
                || Add("keyword", ContainsKeyword(content, rule), $"the content must contain one of: {string.Join(", ", rule.Keywords)}"))
            && (rule.Entropy <= 0 || Add("entropy", Entropy.Compute(text) > rule.Entropy,
                string.Create(CultureInfo.InvariantCulture,
                $"{Entropy.Compute(text):0.00} bits per byte; more than {rule.Entropy:0.##} are required")))
            && Add("placeholder", isSample || !Placeholders.Is(text), isSample
                ? "a sample from the issuer's documentation, so low confidence"
                : "does not have the form of a placeholder, variable or template")
            && AddLists(rule, traced, whole, secret, steps)
            && AddConfidence(rule, text, path, steps, out confidence)
            && AddReason(rule, content, secret, steps, ref confidence)
            && AddRequired(rule, steps);
        return (steps, new Match(number, whole.Start, whole.Length, secret.Start, secret.Length, validity, confidence));

        bool Add(string name, bool passed, string detail)
        {
            steps.Add(new(name, passed, !passed && name == "placeholder" ? "it has the form of a placeholder, variable or template"
                : detail));
            return passed;
        }
    }

    private bool AddLists(Rule rule, in TracedText text, (int Start, int Length) whole, (int Start, int Length) secret,
        List<TraceStep> steps)
    {
        foreach (var (index, list) in rule.Allowlists.Index())
        {
            if (_lists.IsAllowed(list, text.Bytes, text.Path, whole, secret))
            {
                steps.Add(new("allow-list", false,
                    string.Create(CultureInfo.InvariantCulture,
                    $"allow-list {index + 1} of the rule accepts it{(list.Description.Length > 0 ? $": {list.Description}" : "")}")));
                return false;
            }
        }

        if (rule.Allowlists.Count > 0)
        {
            steps.Add(new("allow-list", true,
                string.Create(CultureInfo.InvariantCulture, $"no allow-list of the rule accepts it; {rule.Allowlists.Count} checked")));
        }

        return true;
    }

    private static bool AddConfidence(Rule rule, ReadOnlySpan<byte> text, string path, List<TraceStep> steps, out Confidence confidence)
    {
        confidence = rule.Confidence;
        var (validity, isSample) = (OfflineCheck.GetValidity(rule.Checksum, text), OfflineCheck.IsDocumentedSample(rule, text));
        if (MatchVerifier.GetConfidence(rule, text, path) is not { } judged)
        {
            steps.Add(new("value", false,
                "it consists of words or is too short, and in such a file the rule knows a secret only by the name before it"));
            return false;
        }

        if (validity == Validity.ChecksumInvalid && OfflineCheck.CanDeny(rule.Checksum))
        {
            steps.Add(new("checksum", false, "wrong, which rules out a credential of this kind"));
            return false;
        }

        if (validity != Validity.ChecksumValid && OfflineCheck.IsIncomplete(rule.Checksum, text) && judged == Confidence.High)
        {
            judged = Confidence.Medium;
        }

        if (rule.Checksum.Length > 0)
        {
            var outcome = validity switch
            {
                Validity.ChecksumValid => "right",
                Validity.ChecksumInvalid => "wrong, so low confidence",
                _ => "cannot be checked",
            };
            steps.Add(new("checksum", true, outcome));
        }

        confidence = MatchVerifier.IsDoubtful(rule, text, isSample, validity) ? Confidence.Low : judged;
        var own = confidence == rule.Confidence ? "" : $", the rule's default is {rule.Confidence.ToString().ToLowerInvariant()}";
        steps.Add(new("confidence", true, confidence.ToString().ToLowerInvariant() + own));
        return true;
    }

    /// <summary>
    /// Adds why a finding is public by design, if its confidence would be higher otherwise. Always returns true, so that the next check
    /// follows.
    /// </summary>
    private static bool AddReason(Rule rule, ReadOnlySpan<byte> content, (int Start, int Length) secret, List<TraceStep> steps,
        ref Confidence confidence)
    {
        if (confidence > Confidence.Low && PublicByDesign.FindReason(rule, content, secret.Start, secret.Start
            + secret.Length) is { } reason)
        {
            confidence = Confidence.Low;
            steps.Add(new("public", true, $"public by design ({reason.Name}): {reason.Words}; so low confidence"));
        }

        return true;
    }

    /// <summary>
    /// Adds that the rule requires other matches, which are not searched for here. Returns whether it reports what it finds.
    /// </summary>
    private static bool AddRequired(Rule rule, List<TraceStep> steps)
    {
        if (rule.Requires.Count > 0)
        {
            steps.Add(new("required", true,
                $"is reported only near a match of each of: {string.Join(", ", rule.Requires.Select(required => required.Id))}"));
        }

        if (rule.SkipsReport)
        {
            steps.Add(new("report", false, "the rule only serves rules that require it (skipReport)"));
        }

        return !rule.SkipsReport;
    }

    private static bool ContainsKeyword(ReadOnlySpan<byte> content, Rule rule)
    {
        foreach (var keyword in rule.Keywords)
        {
            if (AsciiText.Contains(content, keyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the part of the match that <see cref="Rule.SecretGroup"/> selects, as in the scanner.</summary>
    private (int Start, int Length) FindSecret(int rule, int start, int end)
    {
        var wanted = _rules.Rules[rule].SecretGroup;
        var groups = wanted > 0 ? Enumerable.Range(wanted, 1) : Enumerable.Range(1, _rules.GetCompiled(rule).Program.Groups);
        foreach (var number in groups)
        {
            var group = _matcher.GetGroup(number);
            if (group.Start >= 0 && group.End >= 0 && (wanted > 0 || group.End > group.Start))
            {
                return (group.Start, group.End - group.Start);
            }
        }

        return (start, end - start);
    }

    /// <summary>Returns the literal in the rule's own spelling, so that nothing of the content is shown.</summary>
    private static string FindLiteral(Rule rule, ReadOnlySpan<byte> match)
    {
        foreach (var sets in LiteralText.Extract(rule))
        {
            if (LiteralText.IsIn(sets, match))
            {
                return LiteralText.Format(sets);
            }
        }

        return "";
    }
}
