using System.Text;
using System.Text.RegularExpressions;

namespace SecretSentry.Purge.Search;

/// <summary>
/// Translates the patterns of git-filter-repo's rules files, which are Python patterns over bytes, into .NET patterns over text with one
/// character per byte. Classes mean ASCII. <c>(?P&lt;name&gt;</c>, <c>(?P=name)</c> and <c>\Z</c> have another syntax in .NET
/// (docs.python.org, "re").
/// </summary>
internal static class PythonPattern
{
    private const string Word = "a-zA-Z0-9_";

    /// <summary>Time limit for a match. A rules file is trusted, but one object must not take an hour.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <exception cref="FormatException">The text is not a valid pattern.</exception>
    public static Regex Compile(string pattern)
    {
        try
        {
            return new Regex(Translate(pattern), RegexOptions.CultureInvariant, Patience);
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"a line of the rules file is not a valid pattern: {e.Message}", e);
        }
    }

    /// <summary>
    /// Translates a glob as git-filter-repo translates a <c>glob:</c> line: <c>*</c> is anything on one line, <c>?</c> one character, the
    /// rest is literal; brackets are classes.
    /// </summary>
    public static string FromGlob(string glob)
    {
        var pattern = new StringBuilder();
        for (var i = 0; i < glob.Length; i++)
        {
            var close = glob[i] == '[' ? glob.IndexOf(']', Math.Min(i + 2, glob.Length)) : -1;
            if (close > 0)
            {
                var inner = glob[(i + 1)..close].Replace("\\", "\\\\", StringComparison.Ordinal);
                pattern.Append('[').Append(inner[0] == '!' ? "^" + inner[1..] : inner).Append(']');
                i = close;
            }
            else
            {
                pattern.Append(glob[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape(c.ToString()) });
            }
        }

        return pattern.ToString();
    }

    /// <summary>Translates Python's <c>\1</c> and <c>\g&lt;name&gt;</c> to .NET's <c>${1}</c> and <c>${name}</c>.</summary>
    public static string TranslateReplacement(string replacement)
    {
        var template = Regex.Replace(replacement.Replace("$", "$$", StringComparison.Ordinal), @"\\(?:(\d{1,2})|g<(\w+)>)", match =>
            $"${{{match.Groups[1].Value}{match.Groups[2].Value}}}");
        return template.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\t", "\t", StringComparison.Ordinal)
            .Replace("\\\\", "\\", StringComparison.Ordinal);
    }

    private static string Translate(string pattern)
    {
        var (result, isInClass) = (new StringBuilder(), false);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escape(pattern[++i], isInClass));
            }
            else if (pattern.AsSpan(i).StartsWith("(?P<"))
            {
                result.Append("(?<");
                i += 3;
            }
            else if (pattern.AsSpan(i).StartsWith("(?P=") && pattern.IndexOf(')', i) is > 0 and var close)
            {
                result.Append("\\k<").Append(pattern[(i + 4)..close]).Append('>');
                i = close;
            }
            else
            {
                isInClass = isInClass ? pattern[i] != ']' : pattern[i] == '[';
                result.Append(pattern[i]);
            }
        }

        return result.ToString();
    }

    private static string Escape(char escaped, bool isInClass) => (escaped, isInClass) switch
    {
        ('w', true) => Word,
        ('w', false) => $"[{Word}]",
        ('W', true) => @"\x00-/:-@\[-^`{-\xFF",
        ('W', false) => $"[^{Word}]",
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('D', true) => @"\x00-/:-\xFF",
        ('D', false) => "[^0-9]",
        ('s', true) => @" \t\n\r\f\v",
        ('s', false) => @"[ \t\n\r\f\v]",
        ('S', false) => @"[^ \t\n\r\f\v]",
        ('b', false) => $"(?:(?<![{Word}])(?=[{Word}])|(?<=[{Word}])(?![{Word}]))",
        ('Z', false) => @"\z",
        _ => $"\\{escaped}",
    };
}
