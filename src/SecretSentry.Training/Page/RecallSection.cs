using System.Globalization;
using System.Text;
using SecretSentry.Training.Fit;

namespace SecretSentry.Training.Page;

/// <summary>Recall at a precision, by line, five folds by repository.</summary>
internal static class RecallSection
{
    public static void Append(StringBuilder page, string title, TrainedForest forest, PageInput input)
    {
        var (real, copies, units) = (input.Rows.Real, input.Rows.Copies, input.Rows.Code.UnitKinds.Count);
        var curve = new LineCurve(real, forest.Scores[..real.Count], units);
        var best = copies.Zip(forest.Scores[real.Count..]).GroupBy(pair => pair.First.Line).Select(group => group.Max(pair => pair.Second))
            .ToArray();
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {title}: cross-validation by repository, by line").AppendLine();
        page.AppendLine("Recall of labelled code is that of the judge alone, without the rules of issuers.").AppendLine();
        page.AppendLine("| precision | score | recall, labelled code | recall, copies with human passwords |")
            .AppendLine("|---|---|---|---|");
        foreach (var precision in new[] { .97, .95, .93, .9, .86, .8, .7 })
        {
            var (score, recall) = curve.FindScore(precision);
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {precision * 100:F0} % | {score} | {recall * 100:F1} % | {best.Count(s => s >= score) * 100.0 / best.Length:F1} % |");
        }
    }
}
