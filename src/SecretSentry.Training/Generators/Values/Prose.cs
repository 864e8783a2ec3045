using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Sentences of comments and documents. Some are about secrets. None contains one.</summary>
internal static class Prose
{
    private static readonly string[] Fates = Words.Split("""
        required invalid incorrect wrong expired optional missing empty hashed encrypted ignored generated rotated stored needed set
        unset weak
        """);

    public static string CreateSentence(Dice dice)
    {
        var (a, b) = (Words.PickTerm(dice), Words.PickTerm(dice));
        var verb = dice.Pick(Words.Verbs);
        if (dice.DrawChance(20))
        {
            return CreateSecretSentence(dice);
        }

        return dice.Pick(
            $"{Casing.Capitalize(verb)} the {a} before the {b} is used", $"the {a} of this {b}", $"TODO: {verb} {a}",
                $"see the {a} page for the {b}", $"used by the {a} {b}",
            $"{Casing.Capitalize(a)} settings", $"default {a} for {b}", $"Returns the {a} or nothing", $"do not {verb} the {a} here",
                $"only for {a} in {b}",
            $"the password of the {a} is kept elsewhere", $"tokens are rotated by the {a}", $"Secrets come from the {a} at run time",
                $"{a} needs a key to {verb} the {b}",
            $"Set the {a} and {verb} it with {b}.", $"If the {b} fails, {verb} the {a} again.", $"FIXME {a}",
                $"{Casing.Capitalize(b)}: {a} {verb}", $"generated for {a}",
            $"Hier steht {a}", $"{Casing.Capitalize(a)} du {b}", $"connection to {a}", $"{verb} {a}, then {verb} {b}",
                $"credentials for {a} are read on start");
    }

    /// <summary>Sentences about passwords and tokens that contain none.</summary>
    private static string CreateSecretSentence(Dice dice)
    {
        var thing = string.Join(' ', Names.CreateTelling(dice, dice.Pick(Family.Password, Family.Token, Family.Key)));
        var fate = dice.Pick(Fates);
        return dice.Pick(
            $"the {thing} is {fate}", $"{Casing.Capitalize(thing)} is {fate}.", $"{thing}: {fate}",
            $"if the {thing} was {fate}, ask the {Words.PickTerm(dice)}",
            $"{thing} of the {Words.PickTerm(dice)}", $"{thing} = {fate}", $"no {thing}",
            $"{thing} to {dice.Pick(Words.Verbs)}", $"--{thing.Replace(' ', '-')} is {fate}");
    }
}
