using System.Text;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using Match = SecretSentry.Engine.Findings.Match;

namespace SecretSentry.Engine.Verify;

/// <summary>What a rule asks beyond its regex: keywords and path before it runs, then entropy, allow-lists, placeholders and the offline check.</summary>
internal sealed class MatchVerifier(RuleSet rules, ByteMatcher matcher)
{
    private byte[] _path = new byte[256];

    /// <summary>Bytes of a line on each side of a match that an allow-list gets to see.</summary>
    private const int MaxLineAround = 4096;

    private static readonly System.Buffers.SearchValues<byte> LineEnds = System.Buffers.SearchValues.Create("\n\r"u8);

    /// <summary>Whether the rule looks at this content at all.</summary>
    public bool AppliesTo(int rule, ReadOnlySpan<byte> content, string path)
    {
        var definition = rules.Rules[rule];
        if (definition.Path.Length > 0 && !Matches(definition.Path, Utf8(path)))
        {
            return false;
        }

        return !rules.Compiled(rule).NeedsKeyword || HoldsKeyword(content, definition.Keywords);
    }

    /// <summary>Whether the match stands; <paramref name="match"/> then carries the verdicts.</summary>
    public bool TryVerify(int rule, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole, (int Start, int Length) secret, out Match match)
    {
        var definition = rules.Rules[rule];
        var text = content.Slice(secret.Start, secret.Length);
        match = default;
        if (definition.Entropy > 0 && Entropy.Of(text) <= definition.Entropy)
        {
            return false;
        }

        var isSample = OfflineCheck.IsDocumentedSample(definition, text);
        if ((!isSample && Placeholders.Is(text)) || IsAllowed(definition, content, path, whole, secret))
        {
            return false;
        }

        if (ConfidenceOf(definition, text, path) is not { } confidence)
        {
            return false;
        }

        var validity = OfflineCheck.Verdict(definition.Checksum, text);
        if (validity == Validity.ChecksumInvalid && OfflineCheck.Denies(definition.Checksum))
        {
            return false;
        }

        if (validity != Validity.ChecksumValid && OfflineCheck.AsksForStructure(definition.Checksum) && confidence == Confidence.High)
        {
            confidence = Confidence.Medium;
        }

        var isDoubtful = isSample || validity == Validity.ChecksumInvalid || Placeholders.IsWalk(text);
        match = new Match(rule, whole.Start, whole.Length, secret.Start, secret.Length, validity, isDoubtful ? Confidence.Low : confidence);
        return true;
    }

    /// <summary>
    /// Null: no finding. In tests and examples, key blocks, key stores and values that only a name gives away are fixtures as a rule: told, at low confidence.
    /// </summary>
    private static Confidence? ConfidenceOf(Rule rule, ReadOnlySpan<byte> secret, string path) =>
        rule.IsGeneric ? GenericValue.Judge(rule, secret, path)
        : (rule.Confidence < Confidence.High || rule.Tags.Contains("fixture", StringComparer.Ordinal)) && PathKinds.Of(path) == PathKind.Example ? Confidence.Low
        : rule.Confidence;

    private static bool HoldsKeyword(ReadOnlySpan<byte> content, IReadOnlyList<string> keywords)
    {
        foreach (var keyword in keywords)
        {
            if (AsciiText.Contains(content, keyword))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAllowed(Rule rule, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole, (int Start, int Length) secret)
    {
        foreach (var list in rule.Allowlists)
        {
            if (Holds(list, content, path, whole, secret))
            {
                return true;
            }
        }

        return false;
    }

    private bool Holds(Allowlist list, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole, (int Start, int Length) secret)
    {
        Span<bool?> conditions =
        [
            list.Paths.Count == 0 ? null : AnyMatches(list.Paths, Utf8(path)),
            list.StopWords.Count == 0 ? null : rules.StopWordsOf(list).IsIn(content.Slice(secret.Start, secret.Length)),
            list.Regexes.Count == 0 ? null : AnyMatches(list.Regexes, Target(list.Target, content, whole, secret)),
            list.Commits.Count == 0 ? null : false, // commits are known only after attribution
        ];
        var (some, all) = (false, true);
        foreach (var condition in conditions)
        {
            some |= condition == true;
            all &= condition != false;
        }

        return list.MatchesAll ? some && all : some;
    }

    private bool AnyMatches(IReadOnlyList<string> sources, ReadOnlySpan<byte> text)
    {
        foreach (var source in sources)
        {
            if (Matches(source, text))
            {
                return true;
            }
        }

        return false;
    }

    private bool Matches(string source, ReadOnlySpan<byte> text) =>
        matcher.Search(rules.Filters[source], text, 0, CompiledRule.MaxMatchLength, out _) >= 0;

    private ReadOnlySpan<byte> Utf8(string path)
    {
        if (_path.Length < path.Length * 3)
        {
            _path = new byte[path.Length * 3];
        }

        return _path.AsSpan(0, Encoding.UTF8.GetBytes(path, _path));
    }

    private static ReadOnlySpan<byte> Target(AllowlistTarget target, ReadOnlySpan<byte> content, (int Start, int Length) whole, (int Start, int Length) secret) => target switch
    {
        AllowlistTarget.Match => content.Slice(whole.Start, whole.Length),
        AllowlistTarget.Line => LinesOf(content, whole),
        _ => content.Slice(secret.Start, secret.Length),
    };

    /// <summary>Cut at <see cref="MaxLineAround"/>: a file of one line with many matches would be searched once for each.</summary>
    private static ReadOnlySpan<byte> LinesOf(ReadOnlySpan<byte> content, (int Start, int Length) whole)
    {
        var (from, to) = (Math.Max(0, whole.Start - MaxLineAround), (int)Math.Min(content.Length, (long)whole.Start + whole.Length + MaxLineAround));
        var first = from + content[from..whole.Start].LastIndexOfAny(LineEnds) + 1;
        var behind = content[(whole.Start + whole.Length)..to].IndexOfAny(LineEnds);
        return behind < 0 ? content[first..to] : content[first..(whole.Start + whole.Length + behind)];
    }
}
