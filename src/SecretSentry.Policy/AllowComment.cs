using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Policy;

/// <summary>Comments that accept what stands on their line, ours and other tools'.</summary>
public static class AllowComment
{
    /// <param name="Tool">Whose comment it is, as <c>comments</c> of a configuration names it.</param>
    /// <param name="Marker">The text that makes it one, in any case.</param>
    /// <param name="IsAbove">Whether it is about the line below it.</param>
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

    /// <summary>The tools whose comments are known.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Forms.Select(form => form.Tool).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// The tool whose comment accepts <paramref name="match"/>, on one of its lines or, for some forms, on the line above; null: none does.
    /// </summary>
    /// <param name="content">What was scanned.</param>
    /// <param name="kind">What the scanner said it is.</param>
    /// <param name="match">What it found.</param>
    /// <param name="rule">Our comment may name the rules it is for, by their ids or what they were called before.</param>
    /// <param name="tools">Whose comments count.</param>
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
