using System.Globalization;
using System.Text;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>The section on the benefit of more text of each kind.</summary>
internal static class LearningSection
{
    public static void Append(StringBuilder page, StudyRun study)
    {
        page.AppendLine().AppendLine("## Learning curves").AppendLine();
        page.AppendLine("As above, with a share of the training data; all repositories are tested.").AppendLine();
        StudyTable.AppendHead(page, "trained on");
        AppendShares(page, "of the labelled repositories and their copies", study.MeasureRepositories,
            StudyRun.Shares.Where(share => share > 0));
        AppendShares(page, "of the copies with human passwords", study.MeasureCopies,
            StudyRun.Shares.Where(share => share is not (75 or 100)));
        AppendShares(page, "of the generated text", study.MeasureGenerated, StudyRun.Shares.Where(share => share is not (75 or 100)));
    }

    private static void AppendShares(StringBuilder page, string what, Func<int, StudyResult> measure, IEnumerable<int> shares)
    {
        foreach (var share in shares)
        {
            StudyTable.AppendRow(page, string.Create(CultureInfo.InvariantCulture, $"{share} % {what}"), measure(share));
        }
    }
}
