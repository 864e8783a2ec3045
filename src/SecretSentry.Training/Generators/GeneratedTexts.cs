using SecretSentry.Training.Generators.Contexts;

namespace SecretSentry.Training.Generators;

/// <summary>Made-up files of all languages and formats in which names stand beside values.</summary>
internal static class GeneratedTexts
{
    /// <summary>
    /// The same files for the same seed, byte for byte, on every machine. A file depends on the seed and its number alone, so more files
    /// only add
    /// to what fewer had. Paths may repeat.
    /// </summary>
    public static IEnumerable<LabelledText> Make(int seed, int files)
    {
        var weights = Languages.All.Select(language => language.Weight).ToArray();
        for (var i = 0; i < files; i++)
        {
            var dice = new Dice(seed, i);
            yield return FileWriter.Write(dice, Languages.All[dice.Weighted(weights)]);
        }
    }
}
