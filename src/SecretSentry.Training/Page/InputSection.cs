using System.Globalization;
using System.Text;

namespace SecretSentry.Training.Page;

/// <summary>The section on the texts and their manifests.</summary>
internal static class InputSection
{
    public static void Append(StringBuilder page, PageInput input)
    {
        page.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"The table has {input.Length} bytes.").AppendLine();
        page.AppendLine("## Inputs").AppendLine().AppendLine("| input | candidates | of these secrets | manifest |")
            .AppendLine("|---|---|---|---|");
        foreach (var text in input.Texts)
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| {text.Name} | {text.Rows} | {text.Secrets} | {text.Manifest} |");
        }
    }
}
