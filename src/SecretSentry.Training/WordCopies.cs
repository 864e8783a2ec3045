using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Values;
using SecretSentry.Training.Rows;

namespace SecretSentry.Training;

/// <summary>
/// Copies of labelled files in which passwords are replaced by such as people think up. The published values are random letters, so that
/// trees that see nothing else take randomness for the mark of a secret.
/// </summary>
internal static class WordCopies
{
    private const int MaxLength = 24;

    private const int Tries = 50;

    private static readonly HashSet<string> Kinds = new(
        ["password", "url-credentials", "dropbox-app-secret", "secret", "auth", "sql-password", "cmd-password", "token", "key",
        "cmd-convertto-securestring"], StringComparer.Ordinal);

    /// <summary>Each as likely as it stands here: the plainest habits are the commonest.</summary>
    private static readonly Func<Dice, string>[] Habits =
    [
        HumanPasswords.CreateSingleWord, HumanPasswords.CreateSingleWord, HumanPasswords.CreateSingleWord, HumanPasswords.CreateWalk,
        HumanPasswords.CreateWalk,
        HumanPasswords.CreatePhrase, HumanPasswords.CreatePhrase, HumanPasswords.CreateLeet, HumanPasswords.CreateNameAndYear,
        HumanPasswords.CreateWordAndDigits,
        HumanPasswords.CreateDigitsAndWord, HumanPasswords.CreateWordDigitsSymbols, HumanPasswords.CreateTwoWords,
        HumanPasswords.CreateLeet, HumanPasswords.CreateWalk,
        HumanPasswords.CreatePhrase, HumanPasswords.CreateInitials, HumanPasswords.CreateDate, HumanPasswords.CreateFan,
        HumanPasswords.CreateDoubled,
        HumanPasswords.CreateSymbolsInside, HumanPasswords.CreateOffice, HumanPasswords.CreateProduct, HumanPasswords.CreateModel,
        HumanPasswords.CreateStrong,
    ];

    /// <summary>The copy of a file and the lines that were changed; null when it holds no such value.</summary>
    public static (byte[] Content, HashSet<int> Lines)? Create(LabelledCode code, string file, int seed) =>
        LabelledCopy.Create(code, file, seed, IsReplaced, Draw);

    private static bool IsReplaced(LineLabel label) =>
        label.IsCounted && label.End == label.Line && Kinds.Contains(label.Kind) && label.Value.Length is > 2 and <= MaxLength
            && label.Value.Any(char.IsAsciiLetter) && !IsHex(label.Value);

    private static bool IsHex(string value) => value.Length >= 16 && value.All(char.IsAsciiHexDigit);

    /// <summary>A password that fits any syntax.</summary>
    private static string Draw(Dice dice)
    {
        for (var i = 0; i < Tries; i++)
        {
            var password = Habits[dice.DrawBelow(Habits.Length)](dice);
            if (password.Length is >= 4 and <= MaxLength
                && password.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '!'))
            {
                return password;
            }
        }

        return dice.DrawLetters("abcdefghijkmnopqrstuvwxyz", 9);
    }
}
