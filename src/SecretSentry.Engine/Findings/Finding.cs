using System.Security.Cryptography;
using System.Text;
using SecretSentry.Engine.Content;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Findings;

/// <summary>Where a finding stands. Lines and columns from 1; commit fields empty when no commit is concerned.</summary>
public sealed record Place
{
    /// <summary>Path with '/' between folders, or a name such as <c>commit message</c>.</summary>
    public required string Path { get; init; }

    /// <summary>First character of the secret.</summary>
    public TextPosition Start { get; init; }

    /// <summary>Last character of the secret.</summary>
    public TextPosition End { get; init; }

    /// <summary>First line of the whole match.</summary>
    public int FirstLine { get; init; }

    /// <summary>Last line of the whole match.</summary>
    public int LastLine { get; init; }

    /// <summary>Id of the commit that introduced it.</summary>
    public string Commit { get; init; } = "";

    /// <summary>Its author, name and mail.</summary>
    public string Author { get; init; } = "";

    /// <summary>Its author date.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>First line of its message.</summary>
    public string Subject { get; init; } = "";

    /// <summary>A ref that contains it.</summary>
    public string Ref { get; init; } = "";

    /// <summary>head, reachable, stash, reflog, unreachable; empty outside history.</summary>
    public string Reachability { get; init; } = "";
}

/// <summary>A match with its place and fingerprint, safe to print: no member holds the secret unless it was asked for.</summary>
public sealed record Finding
{
    /// <summary>The rule that found it.</summary>
    public required Rule Rule { get; init; }

    /// <summary>Where.</summary>
    public required Place Place { get; init; }

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
    public bool IsAmongTests => Verify.PathKinds.Of(Place.Path) == Verify.PathKind.Example;

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
    public static Finding Of(RuleSet rules, Match match, ReadOnlySpan<byte> content, FindingSource source)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(source);
        var rule = rules.Rules[match.Rule];
        byte[] buffer = [];
        var secret = content.Slice(match.SecretStart, match.SecretLength);
        var narrow = source.Decoded is { } decoded ? decoded.Bytes.Span : source.Kind.UnitLength() == 1 ? secret
            : ContentKinds.Narrow(secret, source.Kind, ref buffer);
        return new Finding
        {
            Rule = rule,
            Place = PlaceOf(match, content, source),
            Confidence = match.Confidence,
            Validity = match.Validity,
            Preview = Redaction.Preview(narrow),
            Fingerprint = FingerprintOf(rule.Id, narrow),
            AliasFingerprints = AliasFingerprintsOf(rule, narrow),
            Details = DetailsOf(rule, narrow, source.Decoded),
            Secret = !source.KeepsSecret ? null : source.Decoded is null ? ContentKinds.Decode(secret, source.Kind)
            : Encoding.UTF8.GetString(narrow),
        };
    }

    private static IReadOnlyDictionary<string, string> DetailsOf(Rule rule, ReadOnlySpan<byte> secret, DecodedSecret? decoded)
    {
        var facts = Verify.OfflineCheck.Facts(rule, secret);
        return decoded is null ? facts : new Dictionary<string, string>(facts, StringComparer.Ordinal) { ["decoded"] = decoded.Path };
    }

    private static string[] AliasFingerprintsOf(Rule rule, ReadOnlySpan<byte> secret)
    {
        var aliases = rule.Aliases.Count;
        if (aliases + rule.ToldAs.Count == 0)
        {
            return [];
        }

        var fingerprints = new string[aliases + rule.ToldAs.Count];
        for (var i = 0; i < fingerprints.Length; i++)
        {
            fingerprints[i] = FingerprintOf(i < aliases ? rule.Aliases[i] : rule.ToldAs[i - aliases], secret);
        }

        return fingerprints;
    }

    private static Place PlaceOf(Match match, ReadOnlySpan<byte> content, FindingSource source)
    {
        var last = Math.Max(match.SecretStart, match.SecretEnd - source.Kind.UnitLength());
        return new Place
        {
            Path = source.Path,
            Start = At(match.SecretStart, content),
            End = At(last, content),
            FirstLine = At(match.Start, content).Line,
            LastLine = At(Math.Max(match.Start, match.End - source.Kind.UnitLength()), content).Line,
        };

        TextPosition At(int offset, ReadOnlySpan<byte> text)
        {
            var position = TextPosition.Of(text, offset, source.Kind);
            return new(position.Line + source.LinesBefore, position.Column + (position.Line == 1 ? source.ColumnsBefore : 0));
        }
    }

    /// <summary>The fingerprint that a finding of rule <paramref name="ruleId"/> has for <paramref name="secret"/>.</summary>
    public static string FingerprintOf(string ruleId, ReadOnlySpan<byte> secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"secretsentry/1\n{ruleId}\n"));
        hash.AppendData(secret);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}

/// <summary>What is known of a content besides its bytes.</summary>
/// <param name="Path">Path with '/' between folders.</param>
/// <param name="Kind">What the scanner said it is.</param>
/// <param name="KeepsSecret">Whether findings may carry the secret (<c>--show-secrets</c>).</param>
/// <param name="LinesBefore">Lines of the file that come before the content, when it is a part of one.</param>
/// <param name="ColumnsBefore">Characters of that part's first line that come before it.</param>
/// <param name="Decoded">The secret of a match that was found by decoding; the match then says where its encoded text stands.</param>
public sealed record FindingSource(string Path, ContentKind Kind, bool KeepsSecret, int LinesBefore = 0, int ColumnsBefore = 0,
    DecodedSecret? Decoded = null);

/// <summary>The one place that makes a secret fit to be seen.</summary>
public static class Redaction
{
    /// <summary>Below this length not one character is shown.</summary>
    private const int ShortestShown = 12;

    /// <summary>Eight stars, whatever the length, with up to two printable characters of each end around them.</summary>
    public static string Preview(ReadOnlySpan<byte> secret) =>
        secret.Length < ShortestShown ? "********" : $"{Shown(secret[..2])}********{Shown(secret[^2..])}";

    private static string Shown(ReadOnlySpan<byte> end) => string.Create(end.Length, end, static (text, bytes) =>
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            text[i] = bytes[i] is > 0x20 and < 0x7F ? (char)bytes[i] : '*';
        }
    });
}
