using System.Globalization;
using System.Text;
using SecretSentry.Training.Study;

namespace SecretSentry.Training.Page;

/// <summary>
/// Writes docs/internals/judge.md: what the table was trained on and what cross-validation says of it. Each section of
/// the page is written by a class of its own.
/// </summary>
internal static class JudgePage
{
    /// <param name="input">What was trained, and on what.</param>
    /// <param name="study">Trains again with less data, for the sections that compare. Null: these sections are left out.</param>
    public static string Write(PageInput input, StudyRun? study)
    {
        var page = new StringBuilder();
        page.AppendLine("# The judge").AppendLine();
        page.AppendLine("Written by SecretSentry.Training together with patterns/judge.bin. Do not edit.").AppendLine();
        page.AppendLine("A named value (a value and its name, operator and quotes) gets a score from two forests of small");
        page.AppendLine("trees in whole numbers. The whole forest knows all features. The core forest knows value, name and what joins "
            + "them.");
        page.AppendLine("The level is that of the whole forest, but at most one below that of the core.");
        page.AppendLine()
            .AppendLine("Before both, a first forest, which uses only cheap features, drops values that are clearly not secrets:");
        var (least, lost, reported, dropped, others) = input.First;
        page.AppendLine(CultureInfo.InvariantCulture,
            $"with a sum below {least}, which are {dropped} of {others} values of labelled code and its copies that are not secrets,");
        page.AppendLine(CultureInfo.InvariantCulture, $"and, by cross-validation, {lost} of {reported} secrets that would be reported.");
        InputSection.Append(page, input);
        RecallSection.Append(page, "Whole forest", input.Whole, input);
        RecallSection.Append(page, "Core forest", input.Core, input);
        LevelSection.Append(page, input);
        CalibrationSection.Append(page, input);
        MissSection.Append(page, input);
        GainSection.Append(page, input);
        if (study is null)
        {
            page.AppendLine().AppendLine("## Ablation, learning curves").AppendLine()
                .AppendLine("Not made for this table: `train ... --study` makes them.");
        }
        else
        {
            AblationSection.Append(page, study);
            LearningSection.Append(page, study);
        }

        TriedSection.Append(page, input);
        return page.ToString();
    }
}
