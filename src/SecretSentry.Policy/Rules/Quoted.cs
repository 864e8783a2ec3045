using System.Globalization;
using System.Text.RegularExpressions;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// Shortens what a message quotes from a file. A value in the wrong place may be a secret, and messages end up in the logs of CI.
/// </summary>
internal static partial class Quoted
{
    /// <summary>Longest text that is quoted whatever it is made of.</summary>
    private const int AlwaysQuoted = 7;

    /// <summary>Longest word of letters that is quoted, in characters.</summary>
    private const int LongestWord = 32;

    /// <summary>
    /// Returns a short text, or a word of letters and hyphens, as it is: a wrong name has to be recognized. Of every other text, returns
    /// the first two characters and the length.
    /// </summary>
    public static string Shorten(string text) =>
        text.Length <= AlwaysQuoted || (text.Length <= LongestWord && text.All(IsOfWord))
            ? text : string.Create(CultureInfo.InvariantCulture, $"{text[..2]}... ({text.Length} characters)");

    /// <summary>Shortens the parts of a message between backticks.</summary>
    public static string ShortenBackticks(string message) =>
        GetBackticksRegex().Replace(message, match => $"`{Shorten(match.Groups[1].Value)}`");

    private static bool IsOfWord(char letter) => char.IsAsciiLetter(letter) || letter is '-' or '_' or '.';

    [GeneratedRegex("`([^`]*)`")]
    private static partial Regex GetBackticksRegex();
}
