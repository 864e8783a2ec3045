using System.Text;

namespace SecretSentry.Reports;

/// <summary>The formats of a report, by name.</summary>
public static class ReportFormat
{
    private static readonly Dictionary<string, Action<Stream, ScanReport>> Machine = new(StringComparer.Ordinal)
    {
        ["json"] = JsonReport.Write,
        ["jsonl"] = JsonReport.WriteLines,
        ["sarif"] = SarifReport.Write,
        ["junit"] = JunitReport.Write,
        ["gitlab"] = GitLabReport.Write,
        ["github"] = GitHubReport.Write,
        ["csv"] = CsvReport.Write,
        ["html"] = HtmlReport.Write,
        ["markdown"] = MarkdownReport.Write,
        ["msbuild"] = MSBuildReport.Write,
    };

    private static readonly Dictionary<string, string> ByEnding = new(StringComparer.OrdinalIgnoreCase)
    {
        [".csv"] = "csv",
        [".html"] = "html",
        [".json"] = "json",
        [".jsonl"] = "jsonl",
        [".md"] = "markdown",
        [".sarif"] = "sarif",
        [".xml"] = "junit",
    };

    /// <summary>All names, <c>text</c> first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", .. Machine.Keys];

    /// <summary>Returns the name of the format that the extension of a file selects: <c>text</c> unless another format is usual.</summary>
    public static string FindByEnding(string file) => ByEnding.GetValueOrDefault(Path.GetExtension(file), "text");

    /// <summary>
    /// Writes <paramref name="report"/> in the format <paramref name="name"/>, as UTF-8 without byte-order mark. The stream stays open.
    /// </summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="output">Receives the report.</param>
    /// <param name="report">The report to write.</param>
    /// <param name="look">Used for <c>text</c> only.</param>
    public static void Write(string name, Stream output, ScanReport report, TextLook look)
    {
        if (Machine.TryGetValue(name, out var write))
        {
            write(output, report);
            return;
        }

        using var text = CreateWriter(output);
        new TextReport(text, look.IsColored).Write(report, look.IsVerbose);
    }

    /// <summary>
    /// Returns a writer that uses the same line endings on every system. It leaves the stream open and writes U+FFFD for an unpaired
    /// surrogate.
    /// </summary>
    internal static StreamWriter CreateWriter(Stream output) =>
        new(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        {
            NewLine = "\n",
        };
}
