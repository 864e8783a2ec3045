using System.Globalization;
using System.Text;
using SecretSentry.Engine.Judging;

namespace SecretSentry.Training;

/// <summary>Writes docs/internals/judge.md: what the table was trained on and what cross-validation says of it.</summary>
internal static class JudgePage
{
    private const int LargestGains = 40;

    public static string Write(
        IEnumerable<(string Name, string Manifest, (int Rows, int Secrets) Count)> inputs, IReadOnlyList<Row> real, IReadOnlyList<Row> copies, LabelledCode code, TrainedForest whole, TrainedForest core, long length)
    {
        var page = new StringBuilder();
        page.AppendLine("# The judge").AppendLine();
        page.AppendLine("Written by SecretSentry.Training together with patterns/judge.bin. Do not edit.").AppendLine();
        page.AppendLine("A named value (a value and the name, operator and quotes it stands with) gets a score from two forests of small trees in whole numbers.");
        page.AppendLine("The whole forest knows all features. The core forest knows value, name and what joins them. The level is that of the whole forest, but at most one below that of the core.").AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"The table has {length} bytes.").AppendLine();
        page.AppendLine("## Inputs").AppendLine().AppendLine("| input | candidates | of these secrets | manifest |").AppendLine("|---|---|---|---|");
        foreach (var (name, manifest, (rows, secrets)) in inputs)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {rows} | {secrets} | {manifest} |");
        }

        AppendRecall(page, "Whole forest", whole, real, copies, code);
        AppendRecall(page, "Core forest", core, real, copies, code);
        AppendLevels(page, whole, core, real, code);
        page.AppendLine().AppendLine("## Features by gain (whole forest, percent)").AppendLine();
        var all = whole.Gains.Sum();
        page.AppendJoin(", ", whole.Gains.Select((gain, i) => (Gain: gain, Feature: (Feature)i)).OrderByDescending(pair => pair.Gain).Take(LargestGains).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Feature} {pair.Gain * 100 / all:F1}")));
        return page.AppendLine().ToString();
    }

    /// <summary>Recall at a precision, by line, five folds by repository.</summary>
    private static void AppendRecall(StringBuilder page, string title, TrainedForest forest, IReadOnlyList<Row> real, IReadOnlyList<Row> copies, LabelledCode code)
    {
        var curve = new LineCurve(real, forest.Scores[..real.Count], code.UnitKinds.Count);
        var best = copies.Zip(forest.Scores[real.Count..]).GroupBy(pair => pair.First.Line).Select(group => group.Max(pair => pair.Second)).ToArray();
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {title}: cross-validation by repository, by line").AppendLine();
        page.AppendLine("| precision | score | recall, labelled code (the judge alone, without the rules of issuers) | recall, copies with human passwords |").AppendLine("|---|---|---|---|");
        foreach (var precision in new[] { .97, .95, .93, .9, .86, .8, .7 })
        {
            var (score, recall) = curve.AtPrecision(precision);
            page.AppendLine(CultureInfo.InvariantCulture, $"| {precision * 100:F0} % | {score} | {recall * 100:F1} % | {best.Count(s => s >= score) * 100.0 / best.Length:F1} % |");
        }
    }

    private static void AppendLevels(StringBuilder page, TrainedForest whole, TrainedForest core, IReadOnlyList<Row> real, LabelledCode code)
    {
        var levels = real.Select((_, i) => Math.Max(whole.Least.Count(least => whole.Scores[i] >= least), core.Least.Count(least => core.Scores[i] >= least) - 1)).ToArray();
        var curve = new LineCurve(real, levels, code.UnitKinds.Count);
        page.AppendLine().AppendLine("## Levels: both forests, cross-validation").AppendLine();
        page.AppendLine("| level | from score (whole, core) | right within the level | recall from it on | precision from it on |").AppendLine("|---|---|---|---|---|");
        foreach (var (name, level) in new[] { ("low", 1), ("medium", 2), ("high", 3) })
        {
            var (_, right, wrong) = curve.Between(level, level + 1);
            var (recall, allRight, allWrong) = curve.Between(level, int.MaxValue);
            page.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {whole.Least[level - 1]}, {core.Least[level - 1]} | {right} of {right + wrong} | {recall * 100:F1} % | {allRight * 100.0 / Math.Max(1, allRight + allWrong):F1} % |");
        }
    }
}
