using System.Globalization;

namespace SecretSentry.Policy.Rules;

/// <summary>
/// Shortens what a message quotes from a file. A value in the wrong place may be a secret, and messages end up in the logs of CI.
/// </summary>
internal static class Quoted
{
    /// <summary>Longest text that is quoted whatever it is made of.</summary>
    private const int AlwaysQuoted = 7;

    /// <summary>Longest word of letters that is quoted, in characters.</summary>
    private const int LongestWord = 32;

    /// <summary>Longest word of letters and digits that is quoted in a glob, in characters.</summary>
    private const int LongestMixed = 11;

    /// <summary>Longest glob that is quoted, in characters.</summary>
    private const int LongestGlob = 200;

    /// <summary>
    /// Returns a short text, or a word of letters and hyphens, as it is: a wrong name has to be recognized. Of every other text, returns
    /// the first two characters and the length.
    /// </summary>
    public static string Shorten(string text) =>
        text.Length <= AlwaysQuoted || (text.Length <= LongestWord && text.All(IsOfWord))
            ? text : CountCharacters(text);

    /// <summary>
    /// Returns a glob of a path as it is when its words look like those of a path: short, or of small letters. Of every other one, returns
    /// the first two characters and the length.
    /// </summary>
    public static string ShortenGlob(string glob)
    {
        if (glob.Length > LongestGlob)
        {
            return CountCharacters(glob);
        }

        for (var (start, end) = (0, 0); end <= glob.Length; end++)
        {
            if (end < glob.Length && char.IsAsciiLetterOrDigit(glob[end]))
            {
                continue;
            }

            if (end - start > LongestMixed && (end - start > LongestWord || !glob[start..end].All(char.IsAsciiLetterLower)))
            {
                return CountCharacters(glob);
            }

            start = end + 1;
        }

        return glob;
    }

    private static string CountCharacters(string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{text[..2]}... ({text.Length} characters)");

    private static bool IsOfWord(char letter) => char.IsAsciiLetter(letter) || letter is '-' or '_' or '.';
}
