using System.Text;

namespace SecretSentry.Training.Page;

/// <summary>The section on what was tried and dropped, from tried.md.</summary>
internal static class TriedSection
{
    public static void Append(StringBuilder page, PageInput input) =>
        page.AppendLine().AppendLine("## Tried and dropped").AppendLine().AppendLine(input.Tried.Trim());
}
