using SecretSentry.Training.Chance;
using SecretSentry.Training.Generators.Contexts;
using SecretSentry.Training.Labels;

namespace SecretSentry.Training.Generators;

/// <summary>Generates files in all languages and formats that have names beside values.</summary>
internal static class GeneratedTexts
{
    /// <summary>
    /// Returns the same files for the same seed, byte for byte, on every machine. A file depends only on the seed and its number, so a
    /// larger number only adds files. Paths may repeat.
    /// </summary>
    public static IEnumerable<LabelledText> Make(int seed, int files) => Make(seed, files, FileWriter.Write);

    /// <summary>As <see cref="Make(int, int)"/>. Each file has only a few snippets.</summary>
    public static IEnumerable<LabelledText> MakeNotes(int seed, int files) => Make(seed, files, FileWriter.WriteNote);

    private static IEnumerable<LabelledText> Make(int seed, int files, Func<Dice, Language, LabelledText> write)
    {
        var weights = Languages.All.Select(language => language.Weight).ToArray();
        for (var i = 0; i < files; i++)
        {
            var dice = new Dice(seed, i);
            yield return write(dice, Languages.All[dice.DrawWeighted(weights)]);
        }
    }
}
