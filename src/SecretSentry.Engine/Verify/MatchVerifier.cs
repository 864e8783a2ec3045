using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Text;
using SecretSentry.Engine.Verify.PublicReasons;
using Match = SecretSentry.Engine.Matches.Match;

namespace SecretSentry.Engine.Verify;

/// <summary>
/// Checks what a rule requires beyond its regex: keywords and path before it runs, then entropy, allow-lists, placeholders and the offline
/// check.
/// </summary>
internal sealed class MatchVerifier(RuleSet rules, ByteMatcher matcher)
{
    private readonly AllowlistTest _lists = new(matcher, rules.Filters, rules.StopWordsOf);

    /// <summary>
    /// Returns whether the rule applies to this content at all. Keywords are checked here only if every byte would be searched without
    /// them. For other rules they are checked for each match, because finding that a word occurs nowhere costs a pass over the content, and
    /// there are a hundred times as many candidates as matches.
    /// </summary>
    public bool IsApplicable(int rule, ReadOnlySpan<byte> content, string path)
    {
        var compiled = rules.GetCompiled(rule);
        var definition = compiled.Rule;
        if (definition.Path.Length > 0 && !MatchesPath(compiled, _lists.EncodePath(path)))
        {
            return false;
        }

        return compiled.HasLiterals || !compiled.NeedsKeyword || ContainsKeyword(content, definition.Keywords);
    }

    /// <summary>
    /// Returns whether the path meets the rule's condition. A rule that judges paths alone is checked for every path, so the end of the
    /// path is checked first.
    /// </summary>
    private bool MatchesPath(CompiledRule compiled, ReadOnlySpan<byte> path) =>
        (!compiled.Rule.JudgesPathAlone || compiled.ContextDfas.Count == 0 || compiled.ContextDfas[0].Value.MayMatch(path, path.Length))
            && _lists.Matches(compiled.Rule.Path, path);

    /// <summary>Returns whether the match is valid. If so, <paramref name="match"/> contains the verdicts.</summary>
    public bool TryVerify(int rule, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole, (int Start, int Length) secret,
        out Match match)
    {
        var definition = rules.Rules[rule];
        var text = content.Slice(secret.Start, secret.Length);
        match = default;
        if (definition.Entropy > 0 && Entropy.Compute(text) <= definition.Entropy)
        {
            return false;
        }

        var isSample = OfflineCheck.IsDocumentedSample(definition, text);
        if ((!isSample && Placeholders.Is(text)) || IsAllowed(definition, content, path, whole, secret))
        {
            return false;
        }

        if (GetConfidence(definition, text, path) is not { } confidence)
        {
            return false;
        }

        var validity = OfflineCheck.GetValidity(definition.Checksum, text);
        if (validity == Validity.ChecksumInvalid && OfflineCheck.CanDeny(definition.Checksum))
        {
            return false;
        }

        if (validity != Validity.ChecksumValid && OfflineCheck.IsIncomplete(definition.Checksum, text) && confidence == Confidence.High)
        {
            confidence = Confidence.Medium;
        }

        var compiled = rules.GetCompiled(rule);
        if (compiled.HasLiterals && compiled.NeedsKeyword && !ContainsKeyword(content, definition.Keywords))
        {
            return false;
        }

        var level = IsDoubtful(definition, text, isSample, validity) ? Confidence.Low
            : PublicByDesign.GetLevel(definition, confidence, content, secret.Start, secret.Start + secret.Length);
        match = new Match(rule, whole.Start, whole.Length, secret.Start, secret.Length, validity, level);
        return true;
    }

    /// <summary>Returns whether a match has low confidence whatever its rule says: a sample, a wrong checksum, a walk.</summary>
    internal static bool IsDoubtful(Rule rule, ReadOnlySpan<byte> secret, bool isSample, Validity validity) =>
        isSample || validity == Validity.ChecksumInvalid || (!rule.IsConfigured && Placeholders.IsWalk(secret));

    /// <summary>
    /// Returns the confidence, or null for no finding. In tests and examples, key blocks and key stores are usually fixtures, so they are
    /// one level lower.
    /// </summary>
    internal static Confidence? GetConfidence(Rule rule, ReadOnlySpan<byte> secret, string path) =>
        rule.IsGeneric ? GenericValue.Judge(rule, secret, path)
        : rule.Confidence > Confidence.Low && rule.HasTag("fixture") && PathKinds.GetKind(path) == PathKind.Example ? rule.Confidence - 1
        : rule.Confidence;

    private static bool ContainsKeyword(ReadOnlySpan<byte> content, IReadOnlyList<string> keywords)
    {
        for (var i = 0; i < keywords.Count; i++)
        {
            var keyword = keywords[i];
            if (AsciiText.Contains(content, keyword))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether an allow-list of its rule accepts <paramref name="match"/>.</summary>
    public bool IsAllowed(in Match match, ReadOnlySpan<byte> content, string path) =>
        IsAllowed(rules.Rules[match.Rule], content, path, (match.Start, match.Length), (match.SecretStart, match.SecretLength));

    private bool IsAllowed(Rule rule, ReadOnlySpan<byte> content, string path, (int Start, int Length) whole,
        (int Start, int Length) secret)
    {
        for (var i = 0; i < rule.Allowlists.Count; i++)
        {
            var list = rule.Allowlists[i];
            if (_lists.IsAllowed(list, content, path, whole, secret))
            {
                return true;
            }
        }

        return false;
    }
}
