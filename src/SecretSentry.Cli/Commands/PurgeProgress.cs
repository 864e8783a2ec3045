using System.Globalization;
using Spectre.Console;

namespace SecretSentry.Cli.Commands;

/// <summary>A progress line while objects are searched. Written to standard error, and only to a terminal.</summary>
internal static class PurgeProgress
{
    public static T Run<T>(bool isWanted, Func<Action<long, long>, T> run)
    {
        if (!isWanted || Console.IsErrorRedirected)
        {
            return run((_, _) => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Status().Start("Working", status =>
            run((done, total) => status.Status(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} objects searched"))));
    }
}
