using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Git.Repository;
using SecretSentry.Reports;

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

    /// <summary>
    /// Appends date, hook, HEAD, user and reason, separated by tabs, to <c>secretsentry/skips.log</c> in the git directory.
    /// </summary>
    public static void Audit(HookRun run, string reason)
    {
        if (!run.Settings.IsTrue("secretsentry.auditSkips"))
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(Revisions.FindCommonDirectory(run.Directory), Program));
        var head = Revisions.ResolveHead(run.Directory);
        string[] fields = [DateTimeOffset.Now.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), run.Name, head.Length == 0
            ? "-" : head.ToString(), Revisions.ReadUser(run.Directory), reason];
        File.AppendAllText(Path.Combine(folder.FullName, "skips.log"), string.Join('\t', fields.Select(field => Safe.Escape(field)))
            + "\n");
    }
}
