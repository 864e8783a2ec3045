using System.Globalization;
using System.Text;
using SecretSentry.Engine.Features;

namespace SecretSentry.Training.Page;

/// <summary>The section on the features with the largest gains.</summary>
internal static class GainSection
{
    private const int Largest = 40;

    public static void Append(StringBuilder page, PageInput input)
    {
        page.AppendLine().AppendLine("## Features by gain (whole forest, percent)").AppendLine();
        var all = input.Whole.Gains.Sum();
        var largest = input.Whole.Gains.Select((gain, i) => (Gain: gain, Feature: (Feature)i)).OrderByDescending(pair => pair.Gain)
            .Take(Largest);
        page.AppendJoin(", ", largest.Select(pair =>
            string.Create(CultureInfo.InvariantCulture, $"{pair.Feature} {pair.Gain * 100 / all:F1}"))).AppendLine();
    }
}
