using System.Text.RegularExpressions;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Judging;
using SecretSentry.Engine.Matching;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;
using SecretSentry.Engine.Verify;
using Match = SecretSentry.Engine.Matches.Match;

namespace SecretSentry.Tests.Engine;

/// <summary>
/// The oracle is slow and obviously correct. It runs every rule's regex over the whole content, with .NET's linear-time engine when that
/// supports the pattern. It uses no literals, windows or anchors. It uses the engine's own rule filters, which have their own tests.
/// </summary>
internal sealed class ReferenceScanner(RuleSet rules)
{
    private readonly string[] _patterns = [.. rules.Rules.Select(PatternOf)];
    private readonly Regex[] _regexes = [.. rules.Rules.Select(rule => Make(PatternOf(rule)))];
    private readonly MatchVerifier _verifier = new(rules, new ByteMatcher(rules.Pool));
    private JudgedScan _judged = new(rules);

    public List<Match> Scan(ReadOnlySpan<byte> content, string path)
    {
        var kind = ContentKinds.Detect(content);
        byte[] buffer = [];
        var unit = kind.GetUnitLength();
        var skipped = unit == 1 ? 0 : ContentKinds.GetBomLength(content, kind);
        var bytes = unit == 1 ? content : ContentKinds.Narrow(content[skipped..], kind, ref buffer);
        var found = ScanBytes(bytes, path, kind == ContentKind.Binary);
        return [.. found.Select(m => m with { Start = skipped + (m.Start * unit), Length = m.Length * unit, SecretStart = skipped
            + (m.SecretStart * unit), SecretLength = m.SecretLength * unit })];
    }

    /// <summary>Scans the bytes unchanged, whatever the kind of content.</summary>
    public List<Match> ScanBytes(ReadOnlySpan<byte> bytes, string path, bool isBinary)
    {
        var found = new List<Match>();
        _judged = new(rules); // it keeps what it read of the content
        var text = WidenedBytes.ToText(bytes);
        for (var rule = 0; rule < _regexes.Length; rule++)
        {
            if (rules.Rules[rule].Regex.Length == 0)
            {
                continue; // judges only the path, see below
            }

            if ((isBinary && rules.Rules[rule].IsGeneric) || !_verifier.IsApplicable(rule, bytes, path))
            {
                continue;
            }

            if (rules.Rules[rule].IsJudged)
            {
                ReadAnchors(rule, text, bytes, path, found);
                continue;
            }

            foreach (System.Text.RegularExpressions.Match match in _regexes[rule].Matches(text))
            {
                var secret = Secret(rule, text, match);
                if (_verifier.TryVerify(rule, bytes, path, (match.Index, match.Length), (secret.Index, secret.Length), out var verified))
                {
                    found.Add(verified);
                }
            }
        }

        Overlaps.Resolve(found, rules);
        var files = Enumerable.Range(0, rules.Rules.Count)
            .Where(rule => rules.Rules[rule].JudgesPathAlone && !(rules.Rules[rule].YieldsToContent && found.Count > 0));
        foreach (var rule in files)
        {
            if (_verifier.IsApplicable(rule, bytes, path))
            {
                found.Insert(0, new Match(rule, 0, 0, 0, 0, Validity.Unknown, MatchVerifier.GetConfidence(rules.Rules[rule], [], path)
                    ?? Confidence.Low));
            }
        }

        return found;
    }

    /// <summary>Reads the anchor at every offset where a match of the rule's regex can start, also inside another match.</summary>
    private void ReadAnchors(int rule, string text, ReadOnlySpan<byte> bytes, string path, List<Match> found)
    {
        for (var match = _regexes[rule].Match(text); match.Success; match = _regexes[rule].Match(text, match.Index + 1))
        {
            _judged.Read(rule, bytes, path, match.Index, found);
        }
    }

    /// <summary>
    /// Returns the group that contains the secret. The linear-time engine gives the correct span, but not always the correct groups (seen
    /// on .NET 10.0.12, after a lazy loop). So the groups come from the interpreter, which starts at the match's start in the same text.
    /// </summary>
    private Group Secret(int rule, string text, System.Text.RegularExpressions.Match match)
    {
        var again = new Regex(_patterns[rule], RegexOptions.CultureInvariant).Match(text, match.Index);
        (again.Index, again.Length).Should().Be((match.Index, match.Length));
        return SecretGroups.Of(again, rules.Rules[rule].SecretGroup);
    }

    private static string PatternOf(Rule rule) => RegexPrinter.Print(RegexParser.Parse(rule.Regex).Node);

    /// <summary>
    /// Large counted repeats (key blocks) exceed what the linear-time engine accepts. Such patterns run on the backtracking engine.
    /// </summary>
    private static Regex Make(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant);
        }
    }
}
