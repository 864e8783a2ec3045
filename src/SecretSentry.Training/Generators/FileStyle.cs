using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Values;

namespace SecretSentry.Training.Generators;

/// <summary>What a file does the same way throughout: its author's habits.</summary>
internal sealed record FileStyle(
    Role Role, string Quote, string Casing, string Assign, string Colon, string Indent, int Aligned, string[] Translations, int LineEnd,
        bool Mark, string User, string Host)
{
    public static FileStyle Draw(Dice dice, Language language, Role role) => new(
        role,
        dice.Pick(Words.Split(language.Quotes)),
        dice.Pick(Words.Split(language.Casings)),
        dice.Pick(" = ", " = ", " = ", "=", "=", "  = ", " =", "= "),
        dice.Pick(": ", ": ", ": ", ":", " : ", ":  "),
        dice.Pick(language.Indents.AsSpan()),
        dice.Chance(20) ? dice.Between(16, 36) : 0,
        Values.Translations.Language(dice),
        dice.Weighted([85, 14, 1]),
        dice.Chance(3),
        dice.Chance(30) ? dice.Pick("admin", "root", "user", "postgres", "sa", "app", "service", "test", "guest",
            "deploy") : dice.Pick(Words.FirstNames),
        Lookalikes.Host(dice));
}
