using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Findings;

/// <summary>A match with its place and fingerprint, safe to print: no member holds the secret unless it was asked for.</summary>
public sealed record Finding
{
    /// <summary>The rule that found it.</summary>
    public required Rule Rule { get; init; }

    /// <summary>Where.</summary>
    public required Location Location { get; init; }

    /// <summary>The rule's confidence, lowered where the match gave reason to.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Verdict of the offline check.</summary>
    public required Validity Validity { get; init; }

    /// <summary>At most two characters of each end, the rest masked at a fixed width; nothing of a short secret.</summary>
    public required string Preview { get; init; }

    /// <summary>Names rule and secret, not place: 16 hexadecimal digits of a SHA-256.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// The fingerprints of the secret under the other names of its rule, aliases first: records made under them still count.
    /// </summary>
    public IReadOnlyList<string> AliasFingerprints { get; init; } = [];

    /// <summary>Facts decoded from the secret, safe to print.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }

    /// <summary>
    /// Whether its path is one of tests, examples, documentation or copied-in packages, where made-up values are the rule.
    /// </summary>
    public bool IsAmongTests => PathKinds.GetKind(Location.Path) == PathKind.Example;

    /// <summary>
    /// Whether it stops what brings it (a commit, a push, a run of CI) or is only listed. Stops until somebody has decided otherwise.
    /// </summary>
    public bool Stops { get; init; } = true;

    /// <summary>Why it has its level, a line each, safe to print; only where somebody asked for it.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The secret itself; null unless the caller asked for it by name.</summary>
    public string? Secret { get; init; }

    /// <summary>The finding of <paramref name="match"/> in <paramref name="content"/>.</summary>
    /// <param name="rules">The set the match came from.</param>
    /// <param name="match">What the scanner reported.</param>
    /// <param name="content">The content it was found in.</param>
    /// <param name="source">Path, kind, and whether the secret is to be kept.</param>
    public static Finding Create(RuleSet rules, Match match, ReadOnlySpan<byte> content, FindingSource source)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(source);
        var rule = rules.Rules[match.Rule];
        byte[] buffer = [];
        var secret = content.Slice(match.SecretStart, match.SecretLength);
        var narrow = source.Decoded is { } decoded ? decoded.Bytes.Span : source.Kind.GetUnitLength() == 1 ? secret
            : ContentKinds.Narrow(secret, source.Kind, ref buffer);
        return new Finding
        {
            Rule = rule,
            Location = GetLocation(match, content, source),
            Confidence = match.Confidence,
            Validity = match.Validity,
            Preview = Redaction.CreatePreview(narrow),
            Fingerprint = ComputeFingerprint(rule.Id, narrow),
            AliasFingerprints = ComputeAliasFingerprints(rule, narrow),
            Details = GetDetails(rule, narrow, source.Decoded),
            Secret = !source.KeepsSecret ? null : source.Decoded is null ? ContentKinds.Decode(secret, source.Kind)
            : Encoding.UTF8.GetString(narrow),
        };
    }

    private static IReadOnlyDictionary<string, string> GetDetails(Rule rule, ReadOnlySpan<byte> secret, DecodedSecret? decoded)
    {
        var facts = SecretFacts.Read(rule, secret);
        return decoded is null ? facts : new Dictionary<string, string>(facts, StringComparer.Ordinal) { ["decoded"] = decoded.Path };
    }

    private static string[] ComputeAliasFingerprints(Rule rule, ReadOnlySpan<byte> secret)
    {
        var aliases = rule.Aliases.Count;
        if (aliases + rule.ReportedAs.Count == 0)
        {
            return [];
        }

        var fingerprints = new string[aliases + rule.ReportedAs.Count];
        for (var i = 0; i < fingerprints.Length; i++)
        {
            fingerprints[i] = ComputeFingerprint(i < aliases ? rule.Aliases[i] : rule.ReportedAs[i - aliases], secret);
        }

        return fingerprints;
    }

    private static Location GetLocation(Match match, ReadOnlySpan<byte> content, FindingSource source)
    {
        var last = Math.Max(match.SecretStart, match.SecretEnd - source.Kind.GetUnitLength());
        return new Location
        {
            Path = source.Path,
            Start = GetPosition(match.SecretStart, content),
            End = GetPosition(last, content),
            FirstLine = GetPosition(match.Start, content).Line,
            LastLine = GetPosition(Math.Max(match.Start, match.End - source.Kind.GetUnitLength()), content).Line,
        };

        TextPosition GetPosition(int offset, ReadOnlySpan<byte> text)
        {
            var position = TextPosition.Compute(text, offset, source.Kind);
            return new(position.Line + source.LinesBefore, position.Column + (position.Line == 1 ? source.ColumnsBefore : 0));
        }
    }

    /// <summary>The fingerprint that a finding of rule <paramref name="ruleId"/> has for <paramref name="secret"/>.</summary>
    public static string ComputeFingerprint(string ruleId, ReadOnlySpan<byte> secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"secretsentry/1\n{ruleId}\n"));
        hash.AppendData(secret);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
