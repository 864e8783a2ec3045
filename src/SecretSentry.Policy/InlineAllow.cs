using System.Text;
using SecretSentry.Engine.Content;
using SecretSentry.Engine.Findings;

namespace SecretSentry.Policy;

/// <summary>A comment on the line of a match that accepts it: <c>secretsentry:allow</c>, for all rules or for those named behind it.</summary>
public static class InlineAllow
{
    private const string Mark = "secretsentry:allow";

    /// <summary>Whether one of the lines <paramref name="match"/> stands on carries the comment for rule <paramref name="ruleId"/>.</summary>
    public static bool Accepts(ReadOnlySpan<byte> content, ContentKind kind, Match match, string ruleId)
    {
        byte[] buffer = [];
        var unit = kind.UnitLength();
        var skipped = unit == 1 ? 0 : ContentKinds.MarkLength(content, kind);
        var text = unit == 1 ? content : ContentKinds.Narrow(content[skipped..], kind, ref buffer);
        var (start, end) = ((match.Start - skipped) / unit, (match.End - skipped) / unit);
        var first = text[..start].LastIndexOf((byte)'\n') + 1;
        var behind = text[end..].IndexOf((byte)'\n');
        var lines = Encoding.Latin1.GetString(text[first..(behind < 0 ? text.Length : end + behind)]);
        return lines.Split('\n').Any(line => Covers(line, ruleId));
    }

    private static bool Covers(string line, string ruleId)
    {
        var at = line.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return false;
        }

        var names = line[(at + Mark.Length)..].Split([' ', ',', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && word.Contains('-', StringComparison.Ordinal) && word is not "-->" and not "--").ToArray();
        return names.Length == 0 || names.Contains(ruleId, StringComparer.Ordinal);
    }
}
