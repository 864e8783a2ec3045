using System.Text;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>The section on the value of each group of features.</summary>
internal static class AblationSection
{
    public static void Append(StringBuilder page, StudyRun study)
    {
        page.AppendLine().AppendLine("## Ablation").AppendLine();
        page.AppendLine("Recall, at 90 and 95 % precision on labelled lines, of a smaller forest (80 trees) without a group of features:");
        page.AppendLine("of labelled lines (random values) and of their copies with human passwords.").AppendLine();
        StudyTable.AppendHead(page, "without");
        StudyTable.AppendRow(page, "nothing", study.MeasureWithout([]));
        foreach (var (name, features) in StudyRun.Groups)
        {
            StudyTable.AppendRow(page, name, study.MeasureWithout(features));
        }
    }
}
