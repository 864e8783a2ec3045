using SecretSentry.Engine.Compilation;
using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>Finds rules that almost match a line: the line contains a literal of the rule, and its regex matches nothing there.</summary>
public static class NearMisses
{
    /// <summary>A shorter literal, such as "key", is on too many lines to mean anything.</summary>
    private const int MinLength = 4;

    /// <summary>
    /// Returns the rules whose literal is on a line, those with the longest literal first, each with the literal as the rule writes it.
    /// Meant for a line on which no regex matches. Reads every rule, so it is slow.
    /// </summary>
    /// <param name="rules">The rules.</param>
    /// <param name="line">The line, in an encoding of one byte for an ASCII character.</param>
    /// <param name="count">Maximum number of rules.</param>
    public static IReadOnlyList<(Rule Rule, string Literal)> Find(RuleSet rules, ReadOnlySpan<byte> line, int count)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var found = new List<(Rule Rule, string Literal)>();
        foreach (var rule in rules.Rules.Where(rule => !rule.IsJudged && !rule.JudgesPathAlone && !rule.IsGeneric))
        {
            if (FindLiteral(rule, line) is { Length: >= MinLength } literal)
            {
                found.Add((rule, literal));
            }
        }

        return [.. found.OrderByDescending(entry => entry.Literal.Length).ThenBy(entry => entry.Rule.Id, StringComparer.Ordinal)
            .Take(count)];
    }

    private static string FindLiteral(Rule rule, ReadOnlySpan<byte> line)
    {
        foreach (var sets in LiteralText.Extract(rule))
        {
            var text = LiteralText.Format(sets);
            if (text.Length >= MinLength && !text.Contains('.', StringComparison.Ordinal)
                && LiteralText.IsIn(LiteralText.TrimEnd(sets), line))
            {
                return text;
            }
        }

        return "";
    }
}
