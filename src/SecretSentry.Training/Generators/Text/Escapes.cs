using System.Globalization;
using System.Text;

namespace SecretSentry.Training.Generators.Text;

/// <summary>How a character is written inside the text of a language.</summary>
internal static class Escapes
{
    public static string None(char c) => c.ToString();

    public static string Json(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\t' => "\\t",
        '\r' => "\\r",
        _ => c.ToString(),
    };

    public static string Apostrophe(char c) => c switch
    {
        '\'' => "\\'",
        '\\' => "\\\\",
        '\n' => "\\n",
        _ => c.ToString(),
    };

    public static string Backtick(char c) => c is '`' or '\\' ? "\\" + c : c.ToString();

    public static string DoubledQuote(char c) => c == '"' ? "\"\"" : c.ToString();

    public static string DoubledApostrophe(char c) => c == '\'' ? "''" : c.ToString();

    public static string Xml(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        _ => c.ToString(),
    };

    public static string Attribute(char c) => c == '"' ? "&quot;" : c == '\'' ? "&apos;" : Xml(c);

    /// <summary>Letters beyond ASCII as numbers, the rest as in JSON.</summary>
    public static string JsonAscii(char c) => c < 0x80 ? Json(c) : "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);

    /// <summary>Only what cannot stand in an address at all.</summary>
    public static string PercentForBlanks(char c) => c is ' ' or '"' or '\\' or '\n' ? Percent(c) : c.ToString();

    public static string Percent(char c)
    {
        if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~' or '!' or '*')
        {
            return c.ToString();
        }

        return string.Concat(Encoding.UTF8.GetBytes([c]).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));
    }
}
