using SecretSentry.Cli.Output;
using SecretSentry.Hooks;

namespace SecretSentry.Cli.HookEntry;

/// <summary>A check that the user skipped. It is always reported, and logged when <c>secretsentry.auditSkips</c> is set.</summary>
internal static class SkippedRun
{
    private const string Program = "secretsentry";

    /// <summary>Returns the variable that requests the skip. SKIP is the pre-commit framework's variable, a list of hook names.</summary>
    public static string? FindVariable()
    {
        if (Environment.GetEnvironmentVariable("SECRETSENTRY_SKIP") is { Length: > 0 } and not "0")
        {
            return "SECRETSENTRY_SKIP";
        }

        var names = (Environment.GetEnvironmentVariable("SKIP") ?? "").Split(',', StringSplitOptions.TrimEntries);
        return names.Contains(Program, StringComparer.Ordinal) ? "SKIP" : null;
    }

    public static int Report(HookRun run, string variable)
    {
        Messages.Report($"skipped, because {variable} is set; nothing was checked");
        Audit(run, variable);
        return ExitCode.Clean;
    }

    /// <summary>Logs the skipped check if the user's settings ask for it.</summary>
    public static void Audit(HookRun run, string reason)
    {
        if (run.Settings.IsTrue("secretsentry.auditSkips"))
        {
            SkipLog.Append(run.Directory, DateTimeOffset.Now, run.Name, reason);
        }
    }
}
