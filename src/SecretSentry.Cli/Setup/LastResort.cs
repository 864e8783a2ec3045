using SecretSentry.Cli.Output;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Setup;

/// <summary>
/// What is said about an exception that nobody expected. Its message may quote a file, and its trace is of no use to most people, so only
/// its type and the place are printed.
/// </summary>
internal static class LastResort
{
    /// <summary>Ends the program in this way when an exception ends a thread of ours.</summary>
    public static void Watch() => AppDomain.CurrentDomain.UnhandledException += (_, arguments) =>
        Environment.Exit(arguments.ExceptionObject is Exception exception ? Report(exception) : ExitCode.Incomplete);

    /// <summary>Prints one sentence. Returns the exit code: what was not scanned is unknown.</summary>
    public static int Report(Exception exception)
    {
        var inner = exception is AggregateException { InnerException: { } first } ? first : exception;
        return Messages.Fail(ExitCode.Incomplete, $"a bug in secretsentry stopped it ({inner.GetType().Name}{DescribeSource(inner)}), so "
            + "not everything was scanned; please report this line, the version and the command, but no secret");
    }

    /// <summary>
    /// Returns the method that threw, or the method of ours that called it. A trace names methods and parameters, and contains no values.
    /// </summary>
    private static string DescribeSource(Exception exception)
    {
        var methods = (exception.StackTrace ?? "").Split('\n').Select(FindMethod).Where(method => method.Length > 0).ToList();
        var own = methods.Find(method => method.StartsWith("SecretSentry.", StringComparison.Ordinal)) ?? methods.FirstOrDefault("");
        return own.Length > 0 ? $" in {Safe.Escape(own)}" : "";
    }

    private static string FindMethod(string line)
    {
        var (start, end) = (line.IndexOf("at ", StringComparison.Ordinal), line.IndexOf('(', StringComparison.Ordinal));
        return start >= 0 && end > start ? line[(start + 3)..end] : "";
    }
}
