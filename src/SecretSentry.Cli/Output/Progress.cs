using System.Diagnostics;
using System.Globalization;
using SecretSentry.Scanning.History;
using Spectre.Console;

namespace SecretSentry.Cli.Output;

/// <summary>A progress line during a long run. Written to standard error, and only to a terminal.</summary>
internal static class Progress
{
    /// <summary>Runs a scan of a history.</summary>
    public static T Run<T>(bool isWanted, Func<Action<HistoryProgress>, T> scan)
    {
        var watch = Stopwatch.StartNew();
        return Run(isWanted, "Reading objects", progress => FormatLine(progress, watch.Elapsed), scan);
    }

    /// <summary>Runs a part of a purge, which says how many objects of how many were searched.</summary>
    public static T RunPurge<T>(bool isWanted, Func<Action<long, long>, T> purge) => Run<T, (long Done, long Total)>(isWanted, "Working",
        progress => string.Create(CultureInfo.InvariantCulture, $"{progress.Done:N0} of {progress.Total:N0} objects searched"),
        display => purge((done, total) => display((done, total))));

    private static T Run<T, TProgress>(bool isWanted, string start, Func<TProgress, string> format, Func<Action<TProgress>, T> run)
    {
        if (!isWanted || Console.IsErrorRedirected)
        {
            return run(_ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Screen.Reports) });
        return console.Status().Start(start, status => run(progress => status.Status(format(progress))));
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
