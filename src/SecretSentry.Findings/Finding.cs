using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;

namespace SecretSentry.Findings;

/// <summary>
/// A match with its location and fingerprint. Safe to print: no member contains the secret unless the caller asked for it.
/// </summary>
public sealed record Finding
{
    /// <summary>The rule that found it.</summary>
    public required Rule Rule { get; init; }

    /// <summary>Location of the finding.</summary>
    public required Location Location { get; init; }

    /// <summary>Confidence of the rule, lowered where the match gives a reason.</summary>
    public required Confidence Confidence { get; init; }

    /// <summary>Result of the offline check.</summary>
    public required Validity Validity { get; init; }

    /// <summary>
    /// The masked secret: at most two characters of each end, the rest masked with a fixed width. A short secret is masked completely.
    /// </summary>
    public required string Preview { get; init; }

    /// <summary>Identifies rule and secret, but not the location: 16 hexadecimal digits of a SHA-256.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// Identifies the secret alone, within one run: equal for equal secrets, whatever the rule. Empty for a finding that was read from a
    /// cache or a report. Never printed or stored.
    /// </summary>
    public string SecretId { get; init; } = "";

    /// <summary>
    /// Fingerprints of the secret under the other names of its rule, aliases first. Records made under these names still apply.
    /// </summary>
    public IReadOnlyList<string> AliasFingerprints { get; init; } = [];

    /// <summary>Facts decoded from the secret. Safe to print.</summary>
    public required IReadOnlyDictionary<string, string> Details { get; init; }

    /// <summary>Whether the path belongs to tests, examples, documentation or vendored packages, where most values are made up.</summary>
    public bool IsAmongTests => PathKinds.GetKind(Location.Path) == PathKind.Example;

    /// <summary>
    /// Whether the finding stops the commit, push or CI run that introduces it. Otherwise it is only listed. True until a decision is made.
    /// </summary>
    public bool Stops { get; init; } = true;

    /// <summary>Reasons for the confidence, one line each, safe to print. Empty unless the caller asked for them.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The secret itself. Null unless the caller explicitly asked for it.</summary>
    public string? Secret { get; init; }

    /// <summary>Creates the finding for <paramref name="match"/> in <paramref name="content"/>.</summary>
    /// <param name="rules">The rule set that the match refers to.</param>
    /// <param name="match">The match that the scanner reported.</param>
    /// <param name="content">The content that was scanned.</param>
    /// <param name="source">Path, kind, and whether the secret is kept.</param>
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
            SecretId = Convert.ToHexString(SHA256.HashData(narrow)),
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

    /// <summary>Returns the fingerprint that a finding of rule <paramref name="ruleId"/> has for <paramref name="secret"/>.</summary>
    public static string ComputeFingerprint(string ruleId, ReadOnlySpan<byte> secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"secretsentry/1\n{ruleId}\n"));
        hash.AppendData(secret);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
