using System.Text;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Matches;
using SecretSentry.Engine.Rules;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Policy;

/// <summary>Finds comments that accept findings on their line, in our format and in those of other tools.</summary>
public static class AllowComment
{
    /// <param name="Tool">The tool that the comment belongs to, as named in <c>comments</c> of a configuration.</param>
    /// <param name="Marker">The text that marks the comment, case-insensitive.</param>
    /// <param name="IsAbove">Whether the comment applies to the line below it.</param>
    private sealed record Form(string Tool, string Marker, bool IsAbove = false);

    /// <summary>No rule has a longer id. A comment can contain anything.</summary>
    private const int MaxNameLength = 80;

    /// <summary>Maximum distance of a comment from the match that it accepts, in characters.</summary>
    private const int MaxDistance = 4096;

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
        ArgumentNullException.ThrowIfNull(tools);
        var (lines, above) = ReadLines(content, kind, match);
        return Forms.FirstOrDefault(form => tools.Contains(form.Tool, StringComparer.Ordinal)
            && (form.IsAbove ? MatchesLine(form, above, rule) : lines.Any(line => MatchesLine(form, line, rule))))?.Tool;
    }

    /// <summary>
    /// Returns a name in a comment of ours, on a line of the match, that is the name of no rule. Returns null when there is none, and when
    /// our comments are not supported.
    /// </summary>
    /// <param name="content">The content that was scanned.</param>
    /// <param name="kind">The kind that the scanner detected.</param>
    /// <param name="match">A match that no comment accepts.</param>
    /// <param name="rules">The rules that are on.</param>
    /// <param name="tools">Tools whose comments are accepted.</param>
    public static string? FindUnknownName(ReadOnlySpan<byte> content, ContentKind kind, Match match, IReadOnlyList<Rule> rules,
        IReadOnlyCollection<string> tools)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(tools);
        return !tools.Contains(Ours, StringComparer.Ordinal) ? null
            : ReadLines(content, kind, match).Lines
                .Select(line => (Line: line, Index: line.IndexOf(Forms[0].Marker, StringComparison.OrdinalIgnoreCase)))
                .Where(found => found.Index >= 0).SelectMany(found => ReadNames(found.Line[(found.Index + Forms[0].Marker.Length)..]))
                .FirstOrDefault(name => !rules.Any(rule => rule.IsAcceptedAs(name)));
    }

    /// <summary>Returns the id of the rule that is most similar to a name.</summary>
    public static string FindNearestRule(string name, IReadOnlyList<Rule> rules) =>
        Nearest.Find(name.Length > MaxNameLength ? name[..MaxNameLength] : name, [.. rules.Select(rule => rule.Id)]);

    /// <summary>
    /// Returns the lines of a match, and the line above them. Empty when the match begins on the first line. Only the characters near the
    /// match are read, because a long line may contain thousands of matches.
    /// </summary>
    private static (string[] Lines, string Above) ReadLines(ReadOnlySpan<byte> content, ContentKind kind, Match match)
    {
        byte[] buffer = [];
        var unit = kind.GetUnitLength();
        var skipped = unit == 1 ? 0 : ContentKinds.GetBomLength(content, kind);
        var (start, end) = ((match.Start - skipped) / unit, (match.End - skipped) / unit);
        var from = Math.Max(0, start - MaxDistance);
        var part = content[(skipped + (from * unit))..(int)Math.Min(content.Length, skipped + (((long)end + MaxDistance) * unit))];
        var text = unit == 1 ? part : ContentKinds.Narrow(part, kind, ref buffer);
        (start, end) = (start - from, end - from);
        var first = text[..start].LastIndexOf((byte)'\n') + 1;
        var above = first == 0 ? 0 : text[..(first - 1)].LastIndexOf((byte)'\n') + 1;
        var lineEnd = text[end..].IndexOf((byte)'\n');
        return (Encoding.Latin1.GetString(text[first..(lineEnd < 0 ? text.Length : end + lineEnd)]).Split('\n'),
            first == 0 ? "" : Encoding.Latin1.GetString(text[above..(first - 1)]));
    }

    private static bool MatchesLine(Form form, string line, Rule rule)
    {
        var index = line.IndexOf(form.Marker, StringComparison.OrdinalIgnoreCase);
        if (index < 0 || form.Tool != Ours)
        {
            return index >= 0;
        }

        var names = ReadNames(line[(index + form.Marker.Length)..]);
        return names.Length == 0 || names.Any(rule.IsAcceptedAs);
    }

    /// <summary>Returns the names of rules after a marker of ours: words with a dash, up to the first other word.</summary>
    private static string[] ReadNames(string text) => [.. text.Split([' ', ',', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .TakeWhile(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && word.Contains('-', StringComparison.Ordinal) && word is not "-->" and not "--")];
}
