using SecretSentry.Cli.Scanning;
using Spectre.Console;

namespace SecretSentry.Cli;

/// <summary>What the terminal, if there is one, is given.</summary>
internal static class Terminal
{
    public static bool IsColored(bool isRedirected) => !isRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
}

/// <summary>A line that moves while a long scan runs; on standard error, on terminals only.</summary>
internal static class Progress
{
    public static ScanOutcome While(bool isWanted, Func<Action<long, int>, ScanOutcome> scan)
    {
        if (!isWanted || Console.IsErrorRedirected)
        {
            return scan((_, _) => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().Start("Reading objects", status => scan((objects, found) => status.Status(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{objects:N0} objects read, {found} findings"))));
    }
}

/// <summary>A reader that went away is not an error.</summary>
internal static class BrokenPipe
{
    /// <summary>Whatever is still buffered would fail again when the stream is closed.</summary>
    public static void Silence() => Console.SetOut(TextWriter.Null);
}
