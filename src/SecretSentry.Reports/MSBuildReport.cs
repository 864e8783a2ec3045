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
        using var text = ReportFormat.Text(output);
        foreach (var finding in report.Findings)
        {
            var (place, rule) = (finding.Place, finding.Rule);
            text.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Safe.Text(place.Path)}({place.Start.Line},{place.Start.Column}): {(finding.Stops ? "error" : "warning")} {rule.Id}: "
                + $"{Safe.Text(rule.Description)}: {Safe.Text(finding.Preview)} ({finding.Fingerprint})"));
        }

        foreach (var problem in report.Coverage.Unreadable.Select(one => $"not read: {one.Key} - {one.Value}").Concat(report.Coverage.Gaps))
        {
            text.WriteLine($"secretsentry: error incomplete-scan: {Safe.Text(problem)}");
        }

        foreach (var notice in report.Coverage.Notices)
        {
            text.WriteLine($"secretsentry: warning notice: {Safe.Text(notice)}");
        }
    }
}
