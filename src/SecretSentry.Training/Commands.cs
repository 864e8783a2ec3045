using System.Globalization;
using SecretSentry.Engine.Text;
using SecretSentry.Training.Generators;

namespace SecretSentry.Training;

/// <summary>The trainer's commands.</summary>
internal static class Commands
{
    public static int Run(string[] args)
    {
        switch (args)
        {
            case ["words", var ordinary, var output]:
                CountWords(ordinary, output);
                return 0;
            case ["ceiling", var labelled, var words]:
                Ceiling.Print(new(labelled), new(ReadWordModel(words)));
                return 0;
            case ["train", var work, var table, var page, .. var rest] when rest is [] or ["--study"]:
                using (var trainer = new Trainer(work))
                {
                    trainer.Run(table, page, Path.Combine(work, "scored.tsv"), isStudied: rest.Length > 0);
                }

                return 0;
            case ["--self-check"]:
                return SelfCheck.Run(Console.Out);
            case ["--show", var seed, var files]:
                return SelfCheck.Show(Console.Out, int.Parse(seed, CultureInfo.InvariantCulture),
                int.Parse(files, CultureInfo.InvariantCulture));
            default:
                Console.Error.WriteLine("usage: SecretSentry.Training words ORDINARY-CODE OUTPUT | ceiling LABELLED WORDS | train WORK "
                + "TABLE PAGE [--study] | --self-check | --show SEED FILES");
                return 2;
        }
    }

    /// <summary>Reads what <c>words</c> wrote.</summary>
    public static WordModel ReadWordModel(string path)
    {
        ReadOnlySpan<byte> table = File.ReadAllBytes(path);
        const int pairs = WordModel.Letters * WordModel.Letters;
        return new(table[..pairs], table[pairs..]);
    }

    private static void CountWords(string ordinary, string output)
    {
        var counter = new WordCounter();
        var files = 0;
        foreach (var project in OrdinaryCode.EnumerateProjects(ordinary))
        {
            foreach (var (_, content) in OrdinaryCode.EnumerateTexts(project))
            {
                counter.Add(content);
                files++;
            }
        }

        var (pairs, set) = counter.BuildTables();
        File.WriteAllBytes(output, [.. pairs, .. set]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"words of {files} files"));
    }
}
