using System.Globalization;
using System.Text;

namespace SecretSentry.Training.Generators.Text;

/// <summary>How a character is written inside the text of a language.</summary>
internal static class Escapes
{
    public static string Keep(char c) => c.ToString();

    public static string EscapeJson(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        '\r' => "\\r",
        _ => c.ToString(),
    };

    public static string EscapeApostrophe(char c) => c switch
    {
        '\'' => "\\'",
        '\\' => "\\\\",
        '\n' => "\\n",
        _ => c.ToString(),
    };

    public static string EscapeBacktick(char c) => c is '`' or '\\' ? "\\" + c : c.ToString();

    public static string DoubleQuote(char c) => c == '"' ? "\"\"" : c.ToString();

    public static string DoubleApostrophe(char c) => c == '\'' ? "''" : c.ToString();

    public static string EscapeXml(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => c.ToString(),
    };

    public static string EscapeAttribute(char c) => c == '"' ? "&quot;" : c == '\'' ? "&apos;" : EscapeXml(c);

    /// <summary>Letters beyond ASCII as numbers, the rest as in JSON.</summary>
    public static string EscapeJsonAscii(char c) =>
        c < 0x80 ? EscapeJson(c) : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>Only what cannot stand in an address at all.</summary>
    public static string EscapePercentForBlanks(char c) => c is ' ' or '"' or '\\' or '\n' ? EscapePercent(c) : c.ToString();

    public static string EscapePercent(char c)
    {
        if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '!' or '*')
        {
            return c.ToString();
        }

        return string.Concat(Encoding.UTF8.GetBytes([c]).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));
    }
}
