using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Features;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rows;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify.PublicReasons;

namespace SecretSentry.Engine.Judging;

/// <summary>Reads and judges the named values at the anchors of a content. One per thread. Allocates nothing but matches.</summary>
internal sealed class JudgedScan
{
    /// <summary>
    /// Number of the last judged values that are checked for duplicates. A name can contain several stems, and each leads to the same
    /// value.
    /// </summary>
    private const int Recent = 4;

    private readonly RuleSet _rules;
    private readonly JudgedRules _targets;
    private readonly List<NamedValue> _found = [];
    private readonly (NamedValue Value, string Anchor, bool IsCredential)[] _recent = new (NamedValue, string, bool)[Recent];
    private readonly SqlRows _rows = new();
    private readonly CellText _cell = new();
    private readonly List<JudgedValue> _judgedValues = [];
    private bool _cachesRecent;
    private readonly string?[] _anchors;
    private readonly FolderWords _folders = new();
    private string _path = "";
    private PathFacts _kind = PathFacts.CreateKindOnly("");
    private PathFacts? _facts;

    public JudgedScan(RuleSet rules)
    {
        (_rules, _targets, _anchors) = (rules, new(rules), new string?[rules.Rules.Count]);
    }

    /// <summary>Number of anchors of the content read so far. Each costs a bounded number of steps.</summary>
    public int Anchors { get; private set; }

    /// <summary>
    /// Number of values of the content judged so far, without those that <see cref="CandidateFilter"/> drops. Hostile content could drive
    /// this number up.
    /// </summary>
    public int Judged { get; private set; }

    /// <summary>Whether the last call of <see cref="Read"/> found a credential, including one that was already added.</summary>
    public bool HasFound { get; private set; }

    /// <summary>Starts another content. Added credentials are remembered to the end of the content.</summary>
    public void Begin(string path)
    {
        Use(path);
        Array.Clear(_recent);
        (Anchors, Judged, _cachesRecent) = (0, 0, true);
        _rows.Begin();
    }

    /// <summary>Whether statements of the content were not read because too many of them were broken.</summary>
    public bool HasGivenUp => _rows.HasGivenUp;

    /// <summary>A number for everything except the content that results depend on, see <see cref="PathFacts.Key"/>.</summary>
    public int Key => Facts.Key;

    /// <summary>Facts of the path. Most files have no value to judge, so the words of the path are read only on demand.</summary>
    private PathFacts Facts => _facts ??= _kind.AddWordBits(_folders.GetBits(_path));

    private void Use(string path)
    {
        if (!ReferenceEquals(path, _path))
        {
            (_path, _kind, _facts) = (path, _folders.GetKindFacts(path), null);
        }
    }

    /// <summary>Returns the anchor of a rule. Cached, because it is needed at every anchor.</summary>
    private string GetAnchor(int rule) => _anchors[rule] ??= Candidates.Anchors.Intern(_rules.Rules[rule].Anchor);

    /// <summary>
    /// Returns the number of consecutive offsets from which a call of <see cref="Read"/> finds the same anchor of a rule.
    /// </summary>
    public int CountAnchorOffsets(int rule) =>
        ReferenceEquals(GetAnchor(rule), Candidates.Anchors.Name) ? Candidates.Anchors.NameOffsetCount : 1;

    /// <summary>
    /// Reads the values at the anchor of a rule that begins at or after <paramref name="start"/>, and adds credentials to
    /// <paramref name="matches"/>. A credential that several consecutive anchors lead to is added once after <see cref="Begin"/>.
    /// </summary>
    /// <returns>Whether there was a value to judge.</returns>
    public bool Read(int rule, ReadOnlySpan<byte> content, string path, int start, List<Match> matches)
    {
        HasFound = false;
        Anchors++;
        if (ReferenceEquals(GetAnchor(rule), Candidates.Anchors.Rows))
        {
            return ReadRows(rule, content, path, start, matches);
        }

        Extract(rule, content, path, start);
        if (_found.Count == 0)
        {
            return false;
        }

        var anchor = GetAnchor(rule);
        foreach (ref readonly var candidate in CollectionsMarshal.AsSpan(_found))
        {
            if (GetFilterReason(content, candidate) != FilterReason.None)
            {
                continue;
            }

            HasFound |= TryGetRecent(candidate, anchor, out var isCredential) ? isCredential : Judge(rule, content, candidate, matches);
        }

        return true;
    }

    /// <summary>
    /// Like <see cref="Read"/>, for explanations. Returns every value at the anchor, whatever the result. Values whose family has no rule
    /// are returned under the anchor's rule.
    /// </summary>
    public IReadOnlyList<JudgedValue> Explain(int rule, ReadOnlySpan<byte> content, string path, int start)
    {
        var values = new List<JudgedValue>();
        if (ReferenceEquals(GetAnchor(rule), Candidates.Anchors.Rows))
        {
            for (var isNext = OpenRows(content, path, start); isNext && _rows.TryRead(content, out var cell);)
            {
                values.AddRange(JudgeCell(rule, content, cell).Select(judged => judged with { Text = _cell.Bytes.ToArray() }));
            }

            return values;
        }

        Extract(rule, content, path, start);
        foreach (var candidate in _found)
        {
            var reason = GetFilterReason(content, candidate);
            var (target, level) = Judge(rule, content, candidate);
            var isDropped = target < 0 || reason != FilterReason.None;
            var match = CreateMatch(content, candidate, target < 0 ? rule : target, level ?? Confidence.Low);
            values.Add(new(candidate, match, isDropped ? null : level, reason));
        }

        return values;
    }

    /// <summary>
    /// Returns why the value is not judged. A settled credential may be shorter than the values that the judge is asked about.
    /// </summary>
    private FilterReason GetFilterReason(ReadOnlySpan<byte> content, in NamedValue candidate)
    {
        var reason = CandidateFilter.GetReason(content, candidate, _kind);
        var isSettled = reason == FilterReason.Short && SettledValues.ClassifyCredential(content, candidate, Facts) != Settled.No;
        return isSettled ? FilterReason.None : reason;
    }

    /// <summary>Judges the values in the rows of the statement at an anchor, each like a statement of its own.</summary>
    private bool ReadRows(int rule, ReadOnlySpan<byte> content, string path, int start, List<Match> matches)
    {
        var hasValue = false;
        for (var isNext = OpenRows(content, path, start); isNext && _rows.TryRead(content, out var cell);)
        {
            foreach (var judged in JudgeCell(rule, content, cell))
            {
                hasValue = true;
                Judged++;
                if (judged.Level is not null)
                {
                    HasFound = true;
                    matches.Add(judged.Match);
                }
            }
        }

        return hasValue;
    }

    private bool OpenRows(ReadOnlySpan<byte> content, string path, int start)
    {
        Use(path);
        return _rules.HasJudge && _rows.Open(content, start);
    }

    /// <summary>
    /// Judges the value of a cell. The offsets of the matches refer to the content, and those of the values to <see cref="_cell"/>.
    /// </summary>
    private List<JudgedValue> JudgeCell(int rule, ReadOnlySpan<byte> content, in SqlCell cell)
    {
        _found.Clear();
        _judgedValues.Clear();
        if (!_cell.Write(content, cell, _rows.IsCopy))
        {
            return _judgedValues;
        }

        new CandidateExtractor(_cell.Bytes, _kind, _found).ReadName(_cell.Stem, _cell.StemEnd);
        foreach (var value in _found)
        {
            var (start, end) = (_cell.GetOffset(value.Start), _cell.GetOffset(value.End));
            if (start < 0 || end < 0)
            {
                continue;
            }

            var reason = GetFilterReason(_cell.Bytes, value);
            var (target, level) = reason == FilterReason.None ? Judge(rule, _cell.Bytes, value) : (rule, null);
            var match = CreateMatch(_cell.Bytes, value, target, level ?? Confidence.Low) with
            {
                Start = cell.Start,
                Length = cell.End - cell.Start,
                SecretStart = start,
            };
            _judgedValues.Add(new(value, match, level, reason));
        }

        return _judgedValues;
    }

    private void Extract(int rule, ReadOnlySpan<byte> content, string path, int start)
    {
        _found.Clear();
        if (_rules.HasJudge)
        {
            Use(path);
            var anchor = GetAnchor(rule);
            if (!ReferenceEquals(anchor, Candidates.Anchors.Name) || !BarrenNames.IsBarren(content, start))
            {
                var extractor = new CandidateExtractor(content, _kind, _found);
                Candidates.Anchors.Read(anchor, content, start, ref extractor);
            }
        }
    }

    private bool TryGetRecent(in NamedValue candidate, string anchor, out bool isCredential)
    {
        foreach (ref readonly var recent in _recent.AsSpan(0, _cachesRecent ? Recent : 0))
        {
            if (recent.Value == candidate && recent.Anchor == anchor)
            {
                isCredential = recent.IsCredential;
                return true;
            }
        }

        isCredential = false;
        return false;
    }

    private bool Judge(int anchor, ReadOnlySpan<byte> content, in NamedValue candidate, List<Match> matches)
    {
        var (rule, level) = Judge(anchor, content, candidate);
        var isCredential = rule >= 0 && level is not null;
        _recent[Judged++ % Recent] = (candidate, GetAnchor(anchor), isCredential);
        if (isCredential)
        {
            matches.Add(CreateMatch(content, candidate, rule, level!.Value));
        }

        return isCredential;
    }

    /// <summary>
    /// Returns the rule to report and the level. The rule is negative when the set has none. The level is null below low.
    /// </summary>
    [SkipLocalsInit]
    private (int Rule, Confidence? Level) Judge(int anchor, ReadOnlySpan<byte> content, in NamedValue candidate)
    {
        Span<int> features = stackalloc int[(int)Feature.Count];
        var model = _rules.Judge!;
        CandidateFeatures.WriteFirst(content, candidate, model.Words, features);
        var settled = SettledValues.ClassifyCredential(content, candidate, Facts);
        if (settled == Settled.No && !model.MayBeCredential(features))
        {
            return (anchor, null);
        }

        CandidateFeatures.WriteRest(content, candidate, Facts, model.Words, features);
        var isNone = SettledValues.ClassifyNonCredential(content, candidate, features) != Settled.No;
        var level = isNone ? null : settled != Settled.No ? SettledValues.GetConfidence(settled) : model.GetConfidenceAfterFirst(features);
        return (_targets.FindRule(anchor, features), level);
    }

    private Match CreateMatch(ReadOnlySpan<byte> content, in NamedValue candidate, int rule, Confidence level)
    {
        var (first, end) = (Math.Min(candidate.NameStart, candidate.Start), Math.Max(candidate.NameEnd, candidate.End));
        var most = _rules.Rules[rule].Confidence;
        var confidence = PublicByDesign.GetLevel(_rules.Rules[rule], level > most ? most : level, content, candidate.Start, candidate.End);
        return new(rule, first, end - first, candidate.Start, candidate.End - candidate.Start, Validity.Unknown, confidence);
    }
}
