using System.Globalization;
using System.Text;
using SecretSentry.Engine.Candidates;
using SecretSentry.Engine.Features;
using SecretSentry.Training.Rows;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>
/// The section on the largest classes of misses and of false alarms on labelled code. It has kinds and numbers, no values.
/// </summary>
internal static class MissSection
{
    private const int Largest = 15;

    public static void Append(StringBuilder page, PageInput input)
    {
        var best = input.Lines.Where(line => line.IsSecret).GroupBy(line => line.Best.Unit)
            .ToDictionary(unit => unit.Key, unit => unit.MaxBy(line => line.Level)!);
        AppendMisses(page, "Labelled lines that are not reported", input, best, least: 1);
        AppendMisses(page, "Labelled lines that do not reach medium", input, best, least: 2);
        var wrong = input.Lines.Where(line => line.IsCounted && !line.IsSecret && line.Level >= 2).ToArray();
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture,
            $"## Largest classes of false alarms at medium and above: {wrong.Length} lines").AppendLine();
        AppendClasses(page, "name", wrong.Select(line =>
            (ValueShape.DescribeName(line.Best.Features), JoinOf(line.Best), ValueShape.Describe(line.Best.Features))));
    }

    private static void AppendMisses(StringBuilder page, string title, PageInput input, Dictionary<int, JudgedLine> best, int least)
    {
        var missed = input.Rows.Code.UnitKinds.Index().Where(unit => !best.TryGetValue(unit.Index, out var line) || line.Level < least)
            .ToArray();
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"## {title}: {missed.Length} of {input.Rows.Code.UnitKinds.Count}")
            .AppendLine();
        page.AppendLine("The rules of issuers, which find some of these, are not counted.").AppendLine();
        AppendClasses(page, "kind of label", missed.Select(unit =>
            best.TryGetValue(unit.Index, out var line) ? (unit.Item, JoinOf(line.Best), ValueShape.Describe(line.Best.Features))
                : (unit.Item, "no candidate", "")));
    }

    private static void AppendClasses(StringBuilder page, string first, IEnumerable<(string Kind, string Join, string Shape)> lines)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"| {first} | joined by | value | lines |").AppendLine("|---|---|---|---|");
        var classes = lines.GroupBy(line => line).Select(group => (group.Key, Count: group.Count()))
            .OrderByDescending(entry => entry.Count)
            .ThenBy(entry => $"{entry.Key.Kind}\0{entry.Key.Join}\0{entry.Key.Shape}", StringComparer.Ordinal)
                .ToArray();
        foreach (var ((kind, join, shape), count) in classes.Take(Largest))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | {join} | {shape} | {count} |");
        }

        if (classes.Length > Largest)
        {
            page.AppendLine(CultureInfo.InvariantCulture,
                $"| {classes.Length - Largest} smaller classes | | | {classes.Skip(Largest).Sum(entry => entry.Count)} |");
        }
    }

    private static string JoinOf(Row row) => ((ValueOperator)row.Features[(int)Feature.Operator]).ToString();
}
