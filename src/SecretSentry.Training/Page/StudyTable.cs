using System.Globalization;
using System.Text;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>Tables of trainings with less.</summary>
internal static class StudyTable
{
    public static void AppendHead(StringBuilder page, string first)
    {
        page.AppendLine(CultureInfo.InvariantCulture, $"| {first} | labelled, 90 % | labelled, 95 % | human, 90 % | human, 95 % |")
            .AppendLine("|---|---|---|---|---|");
    }

    public static void AppendRow(StringBuilder page, string name, StudyResult result)
    {
        var shares = new[] { result.Labelled90, result.Labelled95, result.Human90, result.Human95 };
        var cells = shares.Select(share => string.Create(CultureInfo.InvariantCulture, $" {share * 100:F1} % |"));
        page.AppendLine(CultureInfo.InvariantCulture, $"| {name} |{string.Concat(cells)}");
    }
}
