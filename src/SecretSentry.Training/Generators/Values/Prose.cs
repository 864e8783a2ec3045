using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Text;

namespace SecretSentry.Training.Generators.Values;

/// <summary>Sentences as they stand in comments and documents, some of them about secrets and none with one.</summary>
internal static class Prose
{
    private static readonly string[] Fates = Words.Split("""
        required invalid incorrect wrong expired optional missing empty hashed encrypted ignored generated rotated stored needed set
        unset weak
        """);

    public static string Sentence(Dice dice)
    {
        var (a, b) = (Words.Term(dice), Words.Term(dice));
        var verb = dice.Pick(Words.Verbs);
        if (dice.Chance(20))
        {
            return AboutSecrets(dice);
        }

        return dice.Pick(
            $"{Casing.Capital(verb)} the {a} before the {b} is used", $"the {a} of this {b}", $"TODO: {verb} {a}",
                $"see the {a} page for the {b}", $"used by the {a} {b}",
            $"{Casing.Capital(a)} settings", $"default {a} for {b}", $"Returns the {a} or nothing", $"do not {verb} the {a} here",
                $"only for {a} in {b}",
            $"the password of the {a} is kept elsewhere", $"tokens are rotated by the {a}", $"Secrets come from the {a} at run time",
                $"{a} needs a key to {verb} the {b}",
            $"Set the {a} and {verb} it with {b}.", $"If the {b} fails, {verb} the {a} again.", $"FIXME {a}",
                $"{Casing.Capital(b)}: {a} {verb}", $"generated for {a}",
            $"Hier steht {a}", $"{Casing.Capital(a)} du {b}", $"connection to {a}", $"{verb} {a}, then {verb} {b}",
                $"credentials for {a} are read on start");
    }

    /// <summary>What is said of passwords and tokens without telling one.</summary>
    private static string AboutSecrets(Dice dice)
    {
        var thing = string.Join(' ', Names.Telling(dice, dice.Pick(Family.Password, Family.Token, Family.Key)));
        var fate = dice.Pick(Fates);
        return dice.Pick(
            $"the {thing} is {fate}", $"{Casing.Capital(thing)} is {fate}.", $"{thing}: {fate}",
            $"if the {thing} was {fate}, ask the {Words.Term(dice)}",
            $"{thing} of the {Words.Term(dice)}", $"{thing} = {fate}", $"no {thing}",
            $"{thing} to {dice.Pick(Words.Verbs)}", $"--{thing.Replace(' ', '-')} is {fate}");
    }
}
