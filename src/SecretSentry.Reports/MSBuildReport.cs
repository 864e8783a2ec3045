using System.Globalization;

namespace SecretSentry.Reports;

/// <summary>
/// MSBuild's canonical form of errors and warnings, <c>file(line,column): error code: text</c>, which editors know too. A finding that
/// stops is an error, so that a build fails for the same findings as everything else; one that is only listed is a warning. What is not
/// shown has no line: a warning would fail builds that take warnings for errors.
/// </summary>
public static class MSBuildReport
{
    /// <summary>One finding a line; what could not be read is an error without a place.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.CreateWriter(output);
        foreach (var finding in report.Findings)
        {
            var (location, rule) = (finding.Location, finding.Rule);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Safe.Escape(location.Path)}({location.Start.Line},{location.Start.Column}): {(finding.Stops ? "error" : "warning")} "
                + $"{rule.Id}: "
                + $"{Safe.Escape(rule.Description)}: {Safe.Escape(finding.Preview)} ({finding.Fingerprint})"));
        }

        foreach (var problem in report.Coverage.Unreadable.Select(entry => $"not read: {entry.Key} - {entry.Value}")
            .Concat(report.Coverage.Gaps))
        {
            text.WriteLine($"secretsentry: error incomplete-scan: {Safe.Escape(problem)}");
        }

        foreach (var notice in report.Coverage.Notices)
        {
            text.WriteLine($"secretsentry: warning notice: {Safe.Escape(notice)}");
        }
    }
}
