using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy;

/// <summary>Finds comments that accept findings on their line, in our format and in those of other tools.</summary>
public static class AllowComment
{
    /// <param name="Tool">The tool that the comment belongs to, as named in <c>comments</c> of a configuration.</param>
    /// <param name="Marker">The text that marks the comment, case-insensitive.</param>
    /// <param name="IsAbove">Whether the comment applies to the line below it.</param>
    private sealed record Form(string Tool, string Marker, bool IsAbove = false);

    private const string Ours = "secretsentry";

    private static readonly Form[] Forms =
    [
        new(Ours, "secretsentry:allow"),
        new("gitleaks", "gitleaks:allow"),
        new("betterleaks", "betterleaks:allow"),
        new("detect-secrets", "pragma: allowlist secret"),
        new("detect-secrets", "pragma: whitelist secret"),
        new("detect-secrets", "pragma: allowlist nextline secret", IsAbove: true),
        new("ggshield", "ggignore"),
        new("kingfisher", "kingfisher:ignore"),
        new("secretlint", "secretlint-disable-line"),
        new("secretlint", "secretlint-disable-next-line", IsAbove: true),
        new("trufflehog", "trufflehog:ignore"),
    ];

    /// <summary>Tools whose comments are supported.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Forms.Select(form => form.Tool).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Returns the tool whose comment accepts <paramref name="match"/>. The comment is on one of the lines of the match or, for some
    /// formats, on the line above. Returns null when there is none.
    /// </summary>
    /// <param name="content">The content that was scanned.</param>
    /// <param name="kind">The kind that the scanner detected.</param>
    /// <param name="match">The match.</param>
    /// <param name="rule">The rule of the match. Our comment may name the rules it applies to, by id or by alias.</param>
    /// <param name="tools">Tools whose comments are accepted.</param>
    public static string? FindAccepting(ReadOnlySpan<byte> content, ContentKind kind, Match match, Rule rule,
        IReadOnlyCollection<string> tools)
    {
        ArgumentNullException.ThrowIfNull(rule);
        byte[] buffer = [];
        var unit = kind.GetUnitLength();
        var skipped = unit == 1 ? 0 : ContentKinds.GetBomLength(content, kind);
        var text = unit == 1 ? content : ContentKinds.Narrow(content[skipped..], kind, ref buffer);
        var (start, end) = ((match.Start - skipped) / unit, (match.End - skipped) / unit);
        var first = text[..start].LastIndexOf((byte)'\n') + 1;
        var above = first == 0 ? 0 : text[..(first - 1)].LastIndexOf((byte)'\n') + 1;
        var lineEnd = text[end..].IndexOf((byte)'\n');
        var lines = Encoding.Latin1.GetString(text[first..(lineEnd < 0 ? text.Length : end + lineEnd)]).Split('\n');
        var lineAbove = first == 0 ? "" : Encoding.Latin1.GetString(text[above..(first - 1)]);
        return Forms.FirstOrDefault(form => tools.Contains(form.Tool, StringComparer.Ordinal)
            && (form.IsAbove ? MatchesLine(form, lineAbove, rule) : lines.Any(line => MatchesLine(form, line, rule))))?.Tool;
    }

    private static bool MatchesLine(Form form, string line, Rule rule)
    {
        var index = line.IndexOf(form.Marker, StringComparison.OrdinalIgnoreCase);
        if (index < 0 || form.Tool != Ours)
        {
            return index >= 0;
        }

        var names = line[(index + form.Marker.Length)..].Split([' ', ',', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && word.Contains('-', StringComparison.Ordinal) && word is not "-->" and not "--").ToArray();
        return names.Length == 0 || names.Any(rule.IsAcceptedAs);
    }
}
