using System.Globalization;

namespace SecretSentry.House;

/// <summary>The figures of a source tree, as one row of a Markdown table.</summary>
internal static class HouseTable
{
    public const string Head = "| src | files | lines | file median/p90 | function median/p90/p99/max | over 60 lines | over 5 parameters "
        + "| lines over 140 | types in no file of their name | methods without a verb | folders in cycles |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|";

    /// <summary>Returns the row of the repository at <paramref name="top"/>.</summary>
    public static string Row(string top)
    {
        var sources = SourceTree.Read(top);
        int[] files = [.. sources.Files.Select(file => file.Tree.GetText().Lines.Count - 1).Order()];
        var functions = sources.Files.SelectMany(FunctionSize.Find).ToArray();
        int[] sizes = [.. functions.Select(function => function.Lines).Order()];
        var longLines = sources.Files.Sum(file => Lines.FindLong(file.Path, file.Tree.ToString()).Count());
        var verbs = new Verbs();
        return string.Create(CultureInfo.InvariantCulture, $"| {Path.GetFileName(Path.GetFullPath(top))} | {files.Length} | {files.Sum()} "
            + $"| {At(files, 50)}/{At(files, 90)} | {At(sizes, 50)}/{At(sizes, 90)}/{At(sizes, 99)}/{sizes[^1]} "
            + $"| {sizes.Count(size => size > 60)} | {functions.Count(function => function.Parameters > 5)} | {longLines} "
            + $"| {sources.Files.Sum(file => TypeFiles.Find(file).Count())} | {sources.Files.Sum(file => verbs.Find(file).Count())} "
            + $"| {Floors.Write(sources).Count(line => line.StartsWith('!'))} |");
    }

    private static int At(int[] sorted, int percent) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
}
