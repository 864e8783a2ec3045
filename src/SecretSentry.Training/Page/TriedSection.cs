using System.Text;

namespace SecretSentry.Training.Page;

/// <summary>What was tried and dropped, as tried.md has it.</summary>
internal static class TriedSection
{
    public static void Append(StringBuilder page, PageInput input) =>
        page.AppendLine().AppendLine("## Tried and dropped").AppendLine().AppendLine(input.Tried.Trim());
}
