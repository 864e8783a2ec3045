using System.Globalization;
using SecretSentry.Files;
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
        ("rule", f => RuleText.GetId(f.Rule).ToString()),
        ("description", f => RuleText.GetDescription(f.Rule).ToString()),
        ("severity", f => Names.Format(f.Rule.Severity)),
        ("confidence", f => Names.Format(f.Confidence)),
        ("file", f => f.Location.Path.ToString()),
        ("line", f => Number(f.Location.Start.Line)),
        ("column", f => Number(f.Location.Start.Column)),
        ("endLine", f => Number(f.Location.End.Line)),
        ("endColumn", f => Number(f.Location.End.Column)),
        ("preview", f => f.Preview),
        ("fingerprint", f => f.Fingerprint),
        ("validity", f => Names.Format(f.Validity)),
        ("commit", f => f.Location.Commit),
        ("author", f => f.Location.Author.ToString()),
        ("date", f => Names.Format(f.Location.Date)),
        ("subject", f => f.Location.Subject.ToString()),
        ("ref", f => f.Location.Ref.ToString()),
        ("reachability", f => f.Location.Reachability),
        ("details", f => string.Join("; ", f.Details.Select(detail => $"{Safe.Escape(detail.Key)}={detail.Value}"))),
        ("stops", f => f.Stops ? "true" : "false"),
    ];

    /// <summary>Writes the whole table. A column <c>secret</c> is added when the findings contain secrets.</summary>
    public static void Write(Stream output, ScanReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var text = ReportFormat.CreateWriter(output);
        text.NewLine = "\r\n";
        var columns = report.Findings.Any(finding => finding.Secret is not null)
            ? [.. Columns, ("secret", f => TextEscaping.EscapeLines(f.Secret ?? ""))] : Columns;
        text.WriteLine(string.Join(',', columns.Select(column => column.Name)));
        foreach (var finding in report.Findings)
        {
            text.WriteLine(string.Join(',', columns.Select(column => EscapeCell(column.Of(finding)))));
        }
    }

    /// <summary>A spreadsheet takes a cell that begins with one of these for a formula. Some take the full-width forms, too.</summary>
    private const string FormulaStarts = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private static string EscapeCell(string value)
    {
        var text = value.Length > 0 && FormulaStarts.Contains(value[0], StringComparison.Ordinal) ? "'" + value : value;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
