using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Reports;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>
/// Reads the options for reports and writes the reports: one to <c>--output</c> or standard output, and any number to files.
/// </summary>
internal sealed class ReportOutput
{
    private static readonly Option<string?> Format =
        new Option<string?>("--format")
        {
            Description =
        "Format of the report (default: from the extension of --output, else text)"
        }.AcceptOnlyFromAmong([.. ReportFormat.Names]);
    private static readonly Option<string?> Output =
        CreateOptionalText("--output", "FILE", "Write the report to this file instead of standard output");
    private static readonly Option<string[]> Report =
        CreateList("--report", "FORMAT=FILE", "Write one more report of the same run; may be repeated");

    private readonly string _format;
    private readonly bool _isToFile;
    private readonly IReadOnlyList<ReportFile> _files;

    private ReportOutput(string format, bool isToFile, IReadOnlyList<ReportFile> files) =>
        (_format, _isToFile, _files) = (format, isToFile, files);

    public static IEnumerable<Option> Options => [Format, Output, Report];

    /// <summary>
    /// Checks all options before the scan begins, so that no scan is wasted. File names are relative to <paramref name="directory"/>.
    /// </summary>
    public static ReportOutput Create(ParseResult parsed, string directory)
    {
        var output = parsed.GetValue(Output);
        var format = parsed.GetValue(Format) ?? ReportFormat.FindByEnding(output ?? "");
        return new(format, output is not null, [.. output is null ? [] : new ReportFile[] { new(format, new(output, directory)) },
            .. (parsed.GetValue(Report) ?? []).Select(report => Parse(report, directory))]);
    }

    /// <summary>
    /// Writes all reports, and reports on standard error what was written to which file. With <paramref name="isQuiet"/>, writes nothing to
    /// standard output or standard error.
    /// </summary>
    public void Write(ScanReport report, bool isQuiet, bool isVerbose)
    {
        foreach (var file in _files)
        {
            WriteFile(file, report, isVerbose);
        }

        if (!_isToFile && !isQuiet)
        {
            WriteStandardOutput(report, isVerbose);
        }

        if (_files.Count > 0 && !isQuiet)
        {
            Messages.Report($"{Tally.Format(report.Findings)}; written: "
                + $"{string.Join(", ", _files.Select(file => $"{file.Format} to {file.File.Name}"))}");
        }
    }

    private static void WriteFile(ReportFile file, ScanReport report, bool isVerbose) =>
        file.File.Write(stream => ReportFormat.Write(file.Format, stream, report, new(IsColored: false, isVerbose)));

    private void WriteStandardOutput(ScanReport report, bool isVerbose)
    {
        using var stream = Console.OpenStandardOutput();
        using var buffered = new BufferedStream(stream, 1 << 16);
        try
        {
            ReportFormat.Write(_format, buffered, report, new(Terminal.IsColored(Console.IsOutputRedirected), isVerbose));
            buffered.Flush();
        }
        catch (IOException e) when (BrokenPipe.IsCause(e))
        {
            // The reader has closed the pipe, as with `| head`. The exit code is still that of the scan.
            BrokenPipe.DiscardOutput();
        }
    }

    private static ReportFile Parse(string report, string directory)
    {
        var separator = report.IndexOf('=', StringComparison.Ordinal);
        var format = separator < 0 ? report : report[..separator];
        if (!ReportFormat.Names.Contains(format, StringComparer.Ordinal) || separator == report.Length - 1 || separator < 0)
        {
            throw new UsageException($"--report is '{report}'; a valid value is FORMAT=FILE, where FORMAT is one of "
                + $"{string.Join(", ", ReportFormat.Names)}");
        }

        return new(format, new(report[(separator + 1)..], directory));
    }

    /// <param name="Format">Format of the report.</param>
    /// <param name="File">Where it is written.</param>
    private readonly record struct ReportFile(string Format, OutputFile File);
}
