using System.Globalization;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>
/// Comma-separated values (RFC 4180): a header, then one finding a line. Cells that a spreadsheet would evaluate as a formula begin with an
/// apostrophe.
/// </summary>
internal static class CsvReport
{
    private static readonly (string Name, Func<Finding, string> Of)[] Columns =
    [
        ("rule", f => f.Rule.Id),
        ("description", f => f.Rule.Description),
        ("severity", f => Names.Format(f.Rule.Severity)),
        ("confidence", f => Names.Format(f.Confidence)),
        ("file", f => f.Location.Path),
        ("line", f => Number(f.Location.Start.Line)),
        ("column", f => Number(f.Location.Start.Column)),
        ("endLine", f => Number(f.Location.End.Line)),
        ("endColumn", f => Number(f.Location.End.Column)),
        ("preview", f => f.Preview),
        ("fingerprint", f => f.Fingerprint),
        ("validity", f => Names.Format(f.Validity)),
        ("commit", f => f.Location.Commit),
        ("author", f => f.Location.Author),
        ("date", f => Names.Format(f.Location.Date)),
        ("subject", f => f.Location.Subject),
        ("ref", f => f.Location.Ref),
        ("reachability", f => f.Location.Reachability),
        ("details", f => string.Join("; ", f.Details.Select(detail => $"{detail.Key}={detail.Value}"))),
        ("stops", f => f.Stops ? "true" : "false"),
    ];

    /// <summary>Writes the whole table. A column <c>secret</c> is added when the findings contain secrets.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.CreateWriter(output);
        text.NewLine = "\r\n";
        var columns = report.Findings.Any(finding => finding.Secret is not null) ? [.. Columns, ("secret", f => f.Secret ?? "")] : Columns;
        text.WriteLine(string.Join(',', columns.Select(column => column.Name)));
        foreach (var finding in report.Findings)
        {
            text.WriteLine(string.Join(',', columns.Select(column => EscapeCell(column.Of(finding)))));
        }
    }

    private static string EscapeCell(string value)
    {
        var safe = Safe.EscapeLines(value);
        var text = safe.Length > 0 && "=+-@\t\r".Contains(safe[0], StringComparison.Ordinal) ? "'" + safe : safe;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
