using System.Globalization;
using System.Text;

namespace SecretSentry.Reports;

/// <summary>Escapes text from a repository for a terminal. Paths, names and subjects can contain escape sequences.</summary>
public static class Safe
{
    /// <summary>
    /// Returns the text with control characters as \u escapes, including those above U+007F and those that change the writing direction.
    /// </summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(IsHarmful))
        {
            return text;
        }

        var safe = new StringBuilder();
        foreach (var c in text)
        {
            safe.Append(IsHarmful(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString());
        }

        return safe.ToString();
    }

    /// <summary>As <see cref="Escape"/>, but keeps line endings.</summary>
    internal static string EscapeLines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Any(c => c is not ('\r' or '\n') && IsHarmful(c))
            ? string.Concat(text.Select(c => c is '\r' or '\n' ? c.ToString() : Escape(c.ToString()))) : text;
    }

    private static bool IsHarmful(char c) => char.IsControl(c)
        || c is (>= '\u200B' and <= '\u200F') or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';
}
