using System.Globalization;
using System.Text;

namespace SecretSentry.Training.Page;

/// <summary>The section that compares the calibration with the measured shares.</summary>
internal static class CalibrationSection
{
    private const int Bands = 10;

    public static void Append(StringBuilder page, PageInput input)
    {
        page.AppendLine().AppendLine("## Calibration").AppendLine();
        page.AppendLine("A logistic curve through the cross-validated scores of labelled lines; `explain` shows it as a percentage.");
        page.AppendLine("Lines by this percentage, and the share of them that are secrets.").AppendLine();
        page.AppendLine("| said | lines | said, mean | seen |").AppendLine("|---|---|---|---|");
        var said = input.Lines.Where(line => line.IsCounted)
            .Select(line => (Likely: input.Calibration.GetLikelihood(line.Score), line.IsSecret))
            .ToArray();
        for (var band = 0; band < Bands; band++)
        {
            var inside = said.Where(line => Math.Min(Bands - 1, (int)(line.Likely * Bands)) == band).ToArray();
            var all = Math.Max(1, inside.Length);
            var (mean, seen) = (inside.Sum(line => line.Likely) * 100 / all, inside.Count(line => line.IsSecret) * 100.0 / all);
            var row = string.Create(CultureInfo.InvariantCulture,
                $"| {band * 10} to {(band + 1) * 10} % | {inside.Length} | {mean:F1} % | {seen:F1} % |");
            page.AppendLine(row);
        }
    }
}
