using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Paths;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Verify;
using SecretSentry.Files;

namespace SecretSentry.Findings;

/// <summary>
/// A match with its location and the identity of its secret. Safe to print: no member contains the secret unless the caller asked for it.
/// </summary>
public sealed record Finding
{
    private readonly string? _reported;

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

    /// <summary>Identifies the secret. Null for a finding that was read from a report.</summary>
    public SecretIdentity? Identity { get; init; }

    /// <summary>Equal for equal secrets. Empty for a finding that was read from a report. Never printed or stored.</summary>
    public string SecretId => Identity?.Id ?? "";

    /// <summary>Salt of <see cref="Fingerprint"/>. Set when the records of accepted findings are applied.</summary>
    public string Salt { get; init; } = "";

    /// <summary>
    /// Identifies the secret alone: not the rule, not the location. See <see cref="SecretIdentity.GetFingerprint"/>. Computed when it is
    /// read, because that is slow for some secrets. It can only be set for a finding that was read from a report.
    /// </summary>
    public string Fingerprint
    {
        get => _reported ?? Identity?.GetFingerprint(Salt) ?? "";
        init => _reported = value;
    }

    /// <summary>Facts decoded from the secret. Safe to print.</summary>
    public required IReadOnlyDictionary<string, ForeignText> Details { get; init; }

    /// <summary>Whether the path belongs to tests, examples, documentation or vendored packages, where most values are made up.</summary>
    public bool IsAmongTests => PathKinds.GetKind(Location.Path.Raw) == PathKind.Example;

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
            Identity = new(narrow),
            Details = GetDetails(rule, narrow, source.Decoded),
            Secret = !source.KeepsSecret ? null : source.Decoded is null ? ContentKinds.Decode(secret, source.Kind)
            : Encoding.UTF8.GetString(narrow),
        };
    }

    private static Dictionary<string, ForeignText> GetDetails(Rule rule, ReadOnlySpan<byte> secret, DecodedSecret? decoded)
    {
        var details = SecretFacts.Read(rule, secret)
            .ToDictionary(fact => fact.Key, fact => new ForeignText(fact.Value), StringComparer.Ordinal);
        if (decoded is not null)
        {
            details["decoded"] = decoded.Path;
        }

        return details;
    }

    private static Location GetLocation(Match match, ReadOnlySpan<byte> content, FindingSource source)
    {
        var last = Math.Max(match.SecretStart, match.SecretEnd - source.Kind.GetUnitLength());
        return new Location
        {
            Path = source.Path,
            FirstLine = source.Positions.MoveTo(content, match.Start, source.Kind).Line + source.LinesBefore,
            Start = GetPosition(match.SecretStart, content),
            End = GetPosition(last, content),
            LastLine = GetPosition(Math.Max(match.Start, match.End - source.Kind.GetUnitLength()), content).Line,
        };

        TextPosition GetPosition(int offset, ReadOnlySpan<byte> text)
        {
            var position = source.Positions.Compute(text, offset, source.Kind);
            return new(position.Line + source.LinesBefore, position.Column + (position.Line == 1 ? source.ColumnsBefore : 0));
        }
    }
}
