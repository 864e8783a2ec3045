using System.Globalization;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify;
using SecretSentry.Engine.Verify.PublicReasons;

namespace SecretSentry.Engine.Explain;

/// <summary>
/// Says for a line what each rule made of it: the same questions in the same order as <see cref="MatchVerifier"/>, each with its answer.
/// Every regex is run, without prefilter, so it is slow and meant for one place at a time. Looks at text as it stands, not at what it
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

    /// <param name="rules">The rules to ask.</param>
    public RuleTracer(RuleSet rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        (_rules, _matcher) = (rules, new ByteMatcher(rules.Pool));
        _lists = new AllowlistTest(_matcher, rules.Filters, rules.StopWordsOf);
        _judged = new JudgedScan(rules);
        _explainer = new(() => new(rules));
    }

    /// <summary>
    /// Every place at which a rule's regex matches and that touches line <paramref name="line"/> (from 1) of <paramref name="content"/>;
    /// the standing ones first.
    /// Of judged rules every named value that touches the line, each once, with its level.
    /// </summary>
    /// <param name="content">The whole content; wide encodings are narrowed as the scanner does it, and offsets are then those of the
    /// narrowed text.</param>
    /// <param name="path">Its path, for rules and lists that look at it.</param>
    /// <param name="line">The line.</param>
    public IReadOnlyList<RuleTrace> Trace(ReadOnlySpan<byte> content, string path, int line)
    {
        byte[] buffer = [];
        var text = Narrowed(content, ref buffer, out var kind);
        if (LineAt(text, line) is not { } wanted)
        {
            return [];
        }

        // A match is no longer than 16 KiB, so nothing farther away touches the line.
        var from = Math.Max(0, wanted.Start - MatchLimits.MaxMatchLength);
        var part = text[..(int)Math.Min(text.Length, (long)wanted.End + MatchLimits.MaxMatchLength)];
        var traces = new List<RuleTrace>();
        for (var rule = 0; rule < _rules.Rules.Count; rule++)
        {
            if (_rules.Rules[rule].IsJudged)
            {
                TraceAnchors(rule, text, path, from, wanted, kind == ContentKind.Binary, traces);
            }
            else if (!_rules.Rules[rule].JudgesPathAlone)
            {
                TraceRule(rule, part, text, path, from, wanted, kind == ContentKind.Binary, traces);
            }
        }

        AddNamesAlone(text, wanted, traces);
        Lend(traces);
        return [.. traces.OrderByDescending(trace => trace.Stands).ThenBy(trace => trace.Rule.IsGeneric)
            .ThenBy(trace => trace.Rule.Id, StringComparer.Ordinal)];
    }

    /// <summary>
    /// Why the judge gave a match its level; null for a match of a rule with a form of its own, and for one in encoded text.
    /// </summary>
    /// <param name="content">The content that was scanned.</param>
    /// <param name="path">Its path.</param>
    /// <param name="match">A match that the scanner reported in it.</param>
    public JudgeExplanation? Explain(ReadOnlySpan<byte> content, string path, in Match match)
    {
        if (match.Decoded != 0 || !_rules.Rules[match.Rule].IsJudged || !_rules.HasJudge)
        {
            return null;
        }

        byte[] buffer = [];
        var text = Narrowed(content, ref buffer, out var kind);
        var (unit, mark) = (kind.UnitLength(), kind.UnitLength() == 1 ? 0 : ContentKinds.MarkLength(content, kind));
        var span = (Start: (match.Start - mark) / unit, End: (match.End - mark) / unit);
        var traces = new List<RuleTrace>();
        for (var rule = 0; rule < _rules.Rules.Count; rule++)
        {
            if (_rules.Rules[rule].IsJudged)
            {
                TraceAnchors(rule, text, path, Math.Max(0, span.Start - 1), span, kind == ContentKind.Binary, traces);
            }
        }

        var secret = (match.SecretStart - mark) / unit;
        return traces.Find(trace => trace.Stands && trace.Match.SecretStart == secret)?.Judgement;
    }

    private static ReadOnlySpan<byte> Narrowed(ReadOnlySpan<byte> content, ref byte[] buffer, out ContentKind kind)
    {
        kind = ContentKinds.Of(content);
        return kind.UnitLength() == 1 ? content : ContentKinds.Narrow(content[ContentKinds.MarkLength(content, kind)..], kind, ref buffer);
    }

    /// <summary>What <see cref="Overlaps"/> does with the levels of standing matches, told as a step.</summary>
    private void Lend(List<RuleTrace> traces)
    {
        Match[] standing = [.. traces.Where(trace => trace.Stands).Select(trace => trace.Match)];
        for (var i = 0; i < traces.Count; i++)
        {
            var trace = traces[i];
            if (trace.Stands && Overlaps.LevelOf(trace.Match, standing, _rules) is var level && level != trace.Match.Confidence)
            {
                var step = new TraceStep("judge", true, $"surer of the same value, so {level.ToString().ToLowerInvariant()}");
                traces[i] = trace with { Match = trace.Match with { Confidence = level }, Steps = [.. trace.Steps, step] };
            }
        }
    }

    private static (int Start, int End)? LineAt(ReadOnlySpan<byte> text, int line)
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

    private void TraceRule(int rule, ReadOnlySpan<byte> part, ReadOnlySpan<byte> text, string path, int from, (int Start, int End) line,
        bool isBinary, List<RuleTrace> traces)
    {
        var compiled = _rules.Compiled(rule);
        _matcher.Budget = Steps;
        for (var at = from;
            (at = _matcher.Search(compiled.Program, part, at, compiled.MaxLength, out var end)) >= 0;
            at = Math.Max(end, at + 1))
        {
            if (at > line.End)
            {
                break;
            }

            if (end >= line.Start)
            {
                var secret = SecretIn(rule, at, end);
                var (steps, match) = Checks(rule, text, path, (at, end - at), secret, isBinary);
                traces.Add(new(_rules.Rules[rule], match, LiteralIn(compiled.Rule, part[at..end]), steps));
            }
        }
    }

    /// <summary>Anchors of several rules lead to one value; it is told once.</summary>
    private void TraceAnchors(int rule, ReadOnlySpan<byte> text, string path, int from, (int Start, int End) line, bool isBinary,
        List<RuleTrace> traces)
    {
        var compiled = _rules.Compiled(rule);
        _matcher.Budget = Steps;
        var last = (long)line.End + CandidateExtractor.Reach;
        for (var at = from; (at = _matcher.Search(compiled.Program, text, at, compiled.MaxLength, out var end)) >= 0 && at <= last; at++)
        {
            var literal = LiteralIn(compiled.Rule, text[at..end]);
            foreach (var value in _judged.Explain(rule, text, path, at))
            {
                if (value.Match.Start <= line.End && value.Match.End >= line.Start && !traces.Exists(trace => trace.Match == value.Match))
                {
                    var steps = JudgedSteps(compiled.Rule, text, path, value, isBinary);
                    var told = _rules.Rules[value.Match.Rule];
                    var judgement = steps[^1].Name == JudgeStep ? _explainer.Value.Of(text, path, value, told.Confidence) : null;
                    traces.Add(new(told, value.Match, literal, steps) { Judgement = judgement });
                }
            }
        }
    }

    /// <summary>
    /// Where a name stands on the line that tells of a secret, and no value beside it was read, one such name is told: that is why nothing
    /// was judged.
    /// </summary>
    private void AddNamesAlone(ReadOnlySpan<byte> text, (int Start, int End) line, List<RuleTrace> traces)
    {
        if (!_rules.HasJudge || traces.Exists(trace => trace.Stands || trace.Rule.IsJudged))
        {
            return;
        }

        foreach (var (rule, number) in _rules.Rules.Select((rule, i) => (rule, i)).Where(pair => pair.rule.Anchor == Anchors.Name))
        {
            var compiled = _rules.Compiled(number);
            _matcher.Budget = Steps;
            var at = _matcher.Search(compiled.Program, text, line.Start, compiled.MaxLength, out var end);
            if (at >= 0 && at <= line.End)
            {
                var detail = $"{PlaceIn(text, at, end, "a name")}, but no value beside it: nothing follows, or code, or another name does";
                var match = new Match(number, at, end - at, at, 0, Validity.Unknown, Confidence.Low);
                traces.Add(new(rule, match, LiteralIn(rule, text[at..end]), [new("candidate", false, detail)]));
                return;
            }
        }
    }

    private List<TraceStep> JudgedSteps(Rule anchor, ReadOnlySpan<byte> text, string path, in JudgedValue judged, bool isBinary)
    {
        var (value, isLookedAt) = (judged.Value, !(isBinary && anchor.IsGeneric));
        var kind = isBinary ? "binary; rules that name no issuer do not look at it" : "text";
        var steps = new List<TraceStep> { new("kind of content", isLookedAt, kind) };
        if (isLookedAt && anchor.Path.Length > 0)
        {
            isLookedAt = _lists.Matches(anchor.Path, _lists.Utf8(path));
            steps.Add(new("path", isLookedAt, $"the rule looks at paths that match {anchor.Path}"));
        }

        if (isLookedAt)
        {
            var (name, place) = (PlaceIn(text, value.NameStart, value.NameEnd, "name"), PlaceIn(text, value.Start, value.End, "value"));
            steps.Add(new("candidate", true, $"{name}; {place}; joined by {OperatorWords.Of(value.Operator)}"));
            var own = judged.Level ?? Confidence.Low;
            _ = AddReason(_rules.Rules[judged.Match.Rule], text, (value.Start, value.End - value.Start), steps, ref own);
            steps.Add(new(JudgeStep, judged.Level is not null, judged.Level is not null
                ? $"the value is a credential; its level is {judged.Match.Confidence.ToString().ToLowerInvariant()}"
                : judged.Gate != GateReason.None ? $"the value {CandidateGate.WordsFor(judged.Gate)}"
                : "the value is most likely no credential: below low"));
        }

        return steps;
    }

    private static string PlaceIn(ReadOnlySpan<byte> text, int start, int end, string what)
    {
        var position = TextPosition.Of(text, start, ContentKind.Text);
        return string.Create(CultureInfo.InvariantCulture,
            $"{what} of {end - start} {(end - start == 1 ? "byte" : "bytes")} at line {position.Line}, column {position.Column}");
    }

    private (List<TraceStep> Steps, Match Match) Checks(int number, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole,
        (int Start, int Length) secret, bool isBinary)
    {
        var rule = _rules.Rules[number];
        var text = content.Slice(secret.Start, secret.Length);
        var (steps, confidence) = (new List<TraceStep>(), rule.Confidence);
        var validity = OfflineCheck.Verdict(rule.Checksum, text);
        var isSample = OfflineCheck.IsDocumentedSample(rule, text);
        _ = Add("kind of content", !(isBinary && rule.IsGeneric), isBinary ? "binary; rules that name no issuer do not look at it" : "text")
            && (rule.Path.Length == 0 || Add("path", _lists.Matches(rule.Path, _lists.Utf8(path)),
                $"the rule looks at paths that match {rule.Path}"))
            && (!_rules.Compiled(number).NeedsKeyword
                || Add("keyword", HoldsKeyword(content, rule), $"the content has to hold one of: {string.Join(", ", rule.Keywords)}"))
            && (rule.Entropy <= 0 || Add("entropy", Entropy.Of(text) > rule.Entropy,
                string.Create(CultureInfo.InvariantCulture,
                $"{Entropy.Of(text):0.00} bits a byte; more than {rule.Entropy:0.##} are asked for")))
            && Add("placeholder", isSample || !Placeholders.Is(text), isSample
                ? "a sample of the issuer's documentation, so of low confidence" : "not the form of a placeholder, variable or template")
            && AddLists(rule, content, path, whole, secret, steps)
            && AddConfidence(rule, text, path, validity, isSample, steps, out confidence)
            && AddReason(rule, content, secret, steps, ref confidence);
        return (steps, new Match(number, whole.Start, whole.Length, secret.Start, secret.Length, validity, confidence));

        bool Add(string name, bool passed, string detail)
        {
            steps.Add(new(name, passed, !passed && name == "placeholder" ? "it has the form of a placeholder, variable or template"
                : detail));
            return passed;
        }
    }

    private bool AddLists(Rule rule, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole, (int Start, int Length) secret,
        List<TraceStep> steps)
    {
        foreach (var (index, list) in rule.Allowlists.Index())
        {
            if (_lists.Holds(list, content, path, whole, secret))
            {
                steps.Add(new("allow-list", false,
                    string.Create(CultureInfo.InvariantCulture,
                    $"number {index + 1} of the rule accepts it{(list.Description.Length > 0 ? $": {list.Description}" : "")}")));
                return false;
            }
        }

        if (rule.Allowlists.Count > 0)
        {
            steps.Add(new("allow-list", true,
                string.Create(CultureInfo.InvariantCulture, $"none of {rule.Allowlists.Count} of the rule accepts it")));
        }

        return true;
    }

    private static bool AddConfidence(Rule rule, ReadOnlySpan<byte> text, string path, Validity validity, bool isSample,
        List<TraceStep> steps, out Confidence confidence)
    {
        confidence = rule.Confidence;
        if (MatchVerifier.ConfidenceOf(rule, text, path) is not { } judged)
        {
            steps.Add(new("value", false,
                "it is made of words, or too short, for a rule that knows a secret only by the name in front of it in such a file"));
            return false;
        }

        if (validity == Validity.ChecksumInvalid && OfflineCheck.Denies(rule.Checksum))
        {
            steps.Add(new("checksum", false, "wrong, which decides it for this kind"));
            return false;
        }

        if (validity != Validity.ChecksumValid && OfflineCheck.LacksStructure(rule.Checksum, text) && judged == Confidence.High)
        {
            judged = Confidence.Medium;
        }

        if (rule.Checksum.Length > 0)
        {
            var told = validity switch
            {
                Validity.ChecksumValid => "right",
                Validity.ChecksumInvalid => "wrong, so of low confidence",
                _ => "cannot tell",
            };
            steps.Add(new("checksum", true, told));
        }

        confidence = isSample || validity == Validity.ChecksumInvalid || Placeholders.IsWalk(text) ? Confidence.Low : judged;
        var own = confidence == rule.Confidence ? "" : $", the rule's own is {rule.Confidence.ToString().ToLowerInvariant()}";
        steps.Add(new("confidence", true, confidence.ToString().ToLowerInvariant() + own));
        return true;
    }

    /// <summary>Why a finding is public by design, where it would be told higher without that; the next step is always gone to.</summary>
    private static bool AddReason(Rule rule, ReadOnlySpan<byte> content, (int Start, int Length) secret, List<TraceStep> steps,
        ref Confidence confidence)
    {
        if (confidence > Confidence.Low && PublicByDesign.ReasonOf(rule, content, secret.Start, secret.Start + secret.Length) is { } reason)
        {
            confidence = Confidence.Low;
            steps.Add(new("public", true, $"public by design ({reason.Name}): {reason.Words}; so of low confidence"));
        }

        return true;
    }

    private static bool HoldsKeyword(ReadOnlySpan<byte> content, Rule rule)
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

    /// <summary>The part that <see cref="Rule.SecretGroup"/> names, as the scanner takes it.</summary>
    private (int Start, int Length) SecretIn(int rule, int start, int end)
    {
        var wanted = _rules.Rules[rule].SecretGroup;
        var groups = wanted > 0 ? Enumerable.Range(wanted, 1) : Enumerable.Range(1, _rules.Compiled(rule).Program.Groups);
        foreach (var number in groups)
        {
            var group = _matcher.Group(number);
            if (group.Start >= 0 && group.End >= 0 && (wanted > 0 || group.End > group.Start))
            {
                return (group.Start, group.End - group.Start);
            }
        }

        return (start, end - start);
    }

    /// <summary>The rule's own spelling of the literal, so that nothing of the content is shown.</summary>
    private static string LiteralIn(Rule rule, ReadOnlySpan<byte> match)
    {
        var (node, _) = RegexParser.Parse(rule.Regex);
        foreach (var literal in new LiteralExtractor(new RateMemo()).Extract(node).Literals)
        {
            for (var at = 0; at + literal.Sets.Length <= match.Length; at++)
            {
                if (Stands(literal.Sets, match[at..]))
                {
                    return Spelled(literal.Sets);
                }
            }
        }

        return "";
    }

    private static bool Stands(ByteSet[] sets, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < sets.Length; i++)
        {
            if (!sets[i].Contains(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A class that is one letter in either case is that letter, a larger one a dot.</summary>
    private static string Spelled(ByteSet[] sets) => string.Concat(sets.Select(set =>
    {
        var members = Enumerable.Range(0, 256).Where(value => set.Contains((byte)value)).ToArray();
        var isOne = members.Length == 1 || (members.Length == 2 && char.ToLowerInvariant((char)members[0]) == (char)members[1]);
        return isOne && members[^1] is > 0x20 and < 0x7F ? ((char)members[^1]).ToString() : ".";
    })).TrimEnd('.');
}
