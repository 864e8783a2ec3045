using System.Globalization;

namespace SecretSentry.Reports;

/// <summary>
/// MSBuild's canonical format of errors and warnings, <c>file(line,column): error code: text</c>. Editors recognize it too. A finding that
/// stops is an error, so that a build fails for the same findings as every other command. A finding that is only listed is a warning.
/// Hidden findings have no line, because a warning would fail builds that treat warnings as errors.
/// </summary>
internal static class MSBuildReport
{
    /// <summary>Writes one finding a line. What could not be read is an error without a location.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.CreateWriter(output);
        foreach (var finding in report.Findings)
        {
            var (location, rule) = (finding.Location, finding.Rule);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{location.Path}({location.Start.Line},{location.Start.Column}): {(finding.Stops ? "error" : "warning")} "
                + $"{RuleText.GetId(rule)}: "
                + $"{RuleText.GetDescription(rule)}: {Safe.Escape(finding.Preview)} ({finding.Fingerprint}"
                + $"{Names.DescribeRepository(finding)})"));
        }

        foreach (var problem in report.Coverage.Unreadable.Select(entry => $"not read: {entry.Key} - {entry.Value}")
            .Concat(report.Coverage.Gaps.Select(gap => gap.ToString())))
        {
            text.WriteLine($"secretsentry: error incomplete-scan: {problem}");
        }

        foreach (var notice in report.Coverage.Notices)
        {
            text.WriteLine($"secretsentry: warning notice: {notice}");
        }
    }
}
