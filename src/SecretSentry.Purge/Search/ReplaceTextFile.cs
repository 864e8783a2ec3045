using System.Text;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Reads git-filter-repo's <c>--replace-text</c> file. It contains one rule per line: <c>[literal:|regex:|glob:]TEXT[==>REPLACEMENT]</c>.
/// Literals are applied first, then patterns, each in the order of the file (git-filter-repo(1)).
/// </summary>
public static class ReplaceTextFile
{
    /// <summary>The replacement for a secret when the rule does not contain one.</summary>
    public const string DefaultReplacement = "***REMOVED***";

    /// <summary>Maximum number of rules. A file with more is not a list of secrets.</summary>
    private const int MaxRules = 10_000;

    /// <exception cref="FormatException">A line is not a valid rule. The message contains its line number, never its text.</exception>
    public static IReadOnlyList<Needle> Read(byte[] content, string fileName)
    {
        var (literals, patterns, line) = (new List<Needle>(), new List<Needle>(), 0);
        foreach (var raw in Encoding.Latin1.GetString(content).Split('\n'))
        {
            line++;
            var text = raw.TrimEnd('\r');
            if (text.Length == 0)
            {
                continue;
            }

            var arrow = text.LastIndexOf("==>", StringComparison.Ordinal);
            var replacement = Encoding.Latin1.GetBytes(arrow < 0 ? DefaultReplacement : text[(arrow + 3)..]);
            var rule = arrow < 0 ? text : text[..arrow];
            Add(rule, replacement, $"{fileName}:{line.ToString(System.Globalization.CultureInfo.InvariantCulture)}", literals, patterns);
        }

        return literals.Count + patterns.Count <= MaxRules ? [.. literals, .. patterns]
            : throw new FormatException($"'{fileName}' contains more than {MaxRules} rules");
    }

    private static void Add(string rule, byte[] replacement, string name, List<Needle> literals, List<Needle> patterns)
    {
        try
        {
            if (rule.StartsWith("regex:", StringComparison.Ordinal))
            {
                patterns.Add(Needle.CreatePattern(name, rule["regex:".Length..], replacement));
            }
            else if (rule.StartsWith("glob:", StringComparison.Ordinal))
            {
                patterns.Add(Needle.CreatePattern(name, PythonPattern.FromGlob(rule["glob:".Length..]), replacement));
            }
            else if ((rule.StartsWith("literal:", StringComparison.Ordinal) ? rule["literal:".Length..] : rule) is { Length: > 0 } text)
            {
                literals.Add(Needle.CreateLiteral(name, Encoding.Latin1.GetBytes(text), replacement));
            }
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name}: {e.Message}", e);
        }
    }
}
