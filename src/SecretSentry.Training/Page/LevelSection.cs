using System.Globalization;
using System.Text;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>What each level holds, and how sure that is.</summary>
internal static class LevelSection
{
    /// <summary>The levels by name and number.</summary>
    public static IReadOnlyList<(string Name, int Level)> Levels { get; } = [("low", 1), ("medium", 2), ("high", 3)];

    public static void Append(StringBuilder page, PageInput input)
    {
        page.AppendLine().AppendLine("## Levels: both forests, cross-validation").AppendLine();
        page.AppendLine("The interval is the middle 95 % of 2,000 bootstrap draws of whole repositories.").AppendLine();
        page.AppendLine("| level | from score (whole, core) | right within the level | share, 95 % interval | recall from it on | "
            + "precision from it on |");
        page.AppendLine("|---|---|---|---|---|---|");
        var counted = input.Lines.Where(line => line.IsCounted).ToArray();
        var units = input.Rows.Code.UnitKinds.Count;
        foreach (var (name, level) in Levels)
        {
            var (within, from) = (counted.Where(line => line.Level == level).ToArray(), counted.Where(line => line.Level >= level)
                .ToArray());
            var (low, high) = Bootstrap.Share(within);
            var (right, rightFrom) = (within.Count(line => line.IsSecret), from.Count(line => line.IsSecret));
            var found = from.Where(line => line.IsSecret).Select(line => line.Best.Unit).Distinct().Count();
            page.Append(CultureInfo.InvariantCulture,
                $"| {name} | {input.Whole.Least[level - 1]}, {input.Core.Least[level - 1]} | {right} of {within.Length} ");
            page.Append(CultureInfo.InvariantCulture,
                $"| {right * 100.0 / Math.Max(1, within.Length):F1} %, {low * 100:F1} to {high * 100:F1} ");
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {found * 100.0 / units:F1} % | {rightFrom * 100.0 / Math.Max(1, from.Length):F1} % |");
        }
    }
}
