using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Literals;
using SecretSentry.Engine.Rules;
using SecretSentry.Engine.Syntax;

namespace SecretSentry.Engine.Explain;

/// <summary>Literals of a regex, as sets of bytes: where they occur, and how they are shown.</summary>
internal static class LiteralText
{
    /// <summary>Returns the literals of a rule's regex. Parses the regex each time, so it is slow.</summary>
    public static IEnumerable<ByteSet[]> Extract(Rule rule)
    {
        var (node, _) = RegexParser.Parse(rule.Regex);
        return new LiteralExtractor(new RateMemo()).Extract(node).Literals.Select(literal => literal.Sets);
    }

    /// <summary>Returns whether <paramref name="text"/> contains the literal anywhere.</summary>
    public static bool IsIn(ByteSet[] sets, ReadOnlySpan<byte> text)
    {
        for (var offset = 0; offset + sets.Length <= text.Length; offset++)
        {
            if (StartsWith(sets, text[offset..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns the literal in the rule's own spelling, so that nothing of a content is shown. A set that contains one letter in both cases
    /// is shown as that letter. A larger set is shown as a dot.
    /// </summary>
    public static string Format(ByteSet[] sets) => string.Concat(sets.Select(Format)).TrimEnd('.');

    /// <summary>Returns the literal without the sets at its end that are shown as dots.</summary>
    public static ByteSet[] TrimEnd(ByteSet[] sets) => sets[..Format(sets).Length];

    private static char Format(ByteSet set)
    {
        var members = Enumerable.Range(0, 256).Where(value => set.Contains((byte)value)).ToArray();
        var isExact = members.Length == 1 || (members.Length == 2 && char.ToLowerInvariant((char)members[0]) == (char)members[1]);
        return isExact && members[^1] is > 0x20 and < 0x7F ? (char)members[^1] : '.';
    }

    private static bool StartsWith(ByteSet[] sets, ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < sets.Length; i++)
        {
            if (!sets[i].Contains(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
