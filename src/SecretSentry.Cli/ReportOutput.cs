using System.CommandLine;
using SecretSentry.Reports;

namespace SecretSentry.Cli;

/// <summary>The options that say which reports to write where, and the writing: one report to <c>--output</c> or standard output, any number more to files.</summary>
internal sealed class ReportOutput
{
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "Form of the report", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong([.. ReportFormat.Names]);
    private static readonly Option<string?> Output = new("--output") { Description = "Write the report there instead of standard output", HelpName = "FILE" };
    private static readonly Option<string[]> Report = new("--report") { Description = "Write one more report of the same run; may be given often", HelpName = "FORMAT=FILE" };

    private readonly string _format;
    private readonly string? _file;
    private readonly IReadOnlyList<(string Format, string File)> _more;

    private ReportOutput(string format, string? file, IReadOnlyList<(string, string)> more) => (_format, _file, _more) = (format, file, more);

    public static IEnumerable<Option> Options => [Format, Output, Report];

    /// <summary>Whether the first report goes to a file.</summary>
    public bool HasFile => _file is not null;

    /// <summary>Checks everything before a scan is begun for nothing. Files are seen from <paramref name="directory"/>.</summary>
    public static ReportOutput Of(ParseResult parsed, string directory) => new(
        parsed.GetValue(Format)!,
        parsed.GetValue(Output) is { } file ? PathOf(file, directory) : null,
        [.. (parsed.GetValue(Report) ?? []).Select(report => Parse(report, directory))]);

    /// <summary>Writes all reports. <paramref name="isQuiet"/>: nothing to standard output.</summary>
    public void Write(ScanReport report, bool isQuiet, bool isVerbose)
    {
        foreach (var (format, file) in _more)
        {
            WriteFile(format, file, report, isVerbose);
        }

        if (_file is not null)
        {
            WriteFile(_format, _file, report, isVerbose);
        }
        else if (!isQuiet)
        {
            WriteStandardOutput(report, isVerbose);
        }
    }

    private static void WriteFile(string format, string file, ScanReport report, bool isVerbose)
    {
        using var stream = File.Create(file);
        using var buffered = new BufferedStream(stream, 1 << 16);
        ReportFormat.Write(format, buffered, report, new(IsColored: false, isVerbose));
    }

    private void WriteStandardOutput(ScanReport report, bool isVerbose)
    {
        using var stream = Console.OpenStandardOutput();
        using var buffered = new BufferedStream(stream, 1 << 16);
        try
        {
            ReportFormat.Write(_format, buffered, report, new(Terminal.IsColored(Console.IsOutputRedirected), isVerbose));
            buffered.Flush();
        }
        catch (IOException)
        {
            // The reader has seen enough (a closed pipe, as with `| head`); the exit code still tells.
            BrokenPipe.Silence();
        }
    }

    private static (string, string) Parse(string report, string directory)
    {
        var mark = report.IndexOf('=', StringComparison.Ordinal);
        var format = mark < 0 ? report : report[..mark];
        if (!ReportFormat.Names.Contains(format, StringComparer.Ordinal) || mark == report.Length - 1 || mark < 0)
        {
            throw new UsageException($"--report is '{report}'; valid is FORMAT=FILE with a format of {string.Join(", ", ReportFormat.Names)}");
        }

        return (format, PathOf(report[(mark + 1)..], directory));
    }

    private static string PathOf(string file, string directory)
    {
        var full = Path.GetFullPath(file, directory);
        return Directory.Exists(Path.GetDirectoryName(full)) ? full : throw new UsageException($"the folder of the output file '{file}' does not exist; make it first");
    }
}
