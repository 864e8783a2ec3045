using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Generators.Values;

namespace SecretSentry.Training.Generators;

/// <summary>The style of a file, which is the same throughout.</summary>
internal sealed record FileStyle(
    Role Role, string Quote, string Casing, string Assign, string Colon, string Indent, int Aligned, string[] Translations, int LineEnd,
        bool HasByteOrderMark, string User, string Host)
{
    public static FileStyle Draw(Dice dice, Language language, Role role) => new(
        role,
        dice.Pick(Words.Split(language.Quotes)),
        dice.Pick(Words.Split(language.Casings)),
        dice.Pick(" = ", " = ", " = ", "=", "=", "  = ", " =", "= "),
        dice.Pick(": ", ": ", ": ", ":", " : ", ":  "),
        dice.Pick(language.Indents.AsSpan()),
        dice.DrawChance(20) ? dice.DrawBetween(16, 36) : 0,
        Values.Translations.PickLanguage(dice),
        dice.DrawWeighted([85, 14, 1]),
        dice.DrawChance(3),
        dice.DrawChance(30) ? dice.Pick("admin", "root", "user", "postgres", "sa", "app", "service", "test", "guest",
            "deploy") : dice.Pick(Words.FirstNames),
        Lookalikes.CreateHost(dice));
}
