using System.Diagnostics;
using System.Globalization;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.History;
using Spectre.Console;

namespace SecretSentry.Cli.Output;

/// <summary>A progress line during a long scan. Written to standard error, and only to a terminal.</summary>
internal static class Progress
{
    public static ScanOutcome Run(bool isWanted, Func<Action<HistoryProgress>, ScanOutcome> scan)
    {
        if (!isWanted || Console.IsErrorRedirected)
        {
            return scan(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().Start("Reading objects", status =>
        {
            var watch = Stopwatch.StartNew();
            return scan(progress => status.Status(FormatLine(progress, watch.Elapsed)));
        });
    }

    /// <summary>
    /// Formats the line. Blobs are scanned last and are most of the work. So more work remains than the number of objects suggests at
    /// first.
    /// </summary>
    private static string FormatLine(HistoryProgress progress, TimeSpan elapsed)
    {
        var remaining =
            TimeSpan.FromSeconds(Math.Round(elapsed.TotalSeconds * (progress.Total - progress.Objects) / Math.Max(1, progress.Objects)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{progress.Objects:N0} of {progress.Total:N0} objects, {progress.Bytes / 1_000_000:N0} MB, {progress.Findings:N0} findings, "
            + $"about {remaining:mm\\:ss} left");
    }
}
