using SecretSentry.Cli.Output;
using SecretSentry.Git.Repository;
using SecretSentry.Reports;
using SecretSentry.Scanning.Files;

namespace SecretSentry.Cli.HookEntry;

/// <summary>
/// The check of whole files in the work tree, for a hook that a user runs outside of a commit (<c>pre-commit run --all-files</c>).
/// </summary>
internal static class FilesHook
{
    public static int Run(HookRun run)
    {
        var (paths, unlisted) = run.Arguments.Count > 0 ? (run.Arguments, new Dictionary<string, string>())
            : TrackedFiles.ListTracked(run.Directory);
        var found = FileScan.Run(paths, run.GetOptions(), CancellationToken.None);
        foreach (var (name, reason) in unlisted)
        {
            found.Coverage.AddUnreadable(name, reason);
        }

        if (run.Arguments.Count == 0)
        {
            Messages.Report($"run by hand without names of files, so the whole content of {Counted.Format(paths.Count, "tracked file")} "
                + "was checked");
        }

        var conclusion = new HookConclusion(run, "run") { ShowAll = "secretsentry scan --min-confidence low" };
        var decision = conclusion.Decide(found);
        var files = decision.Blocking.Select(finding => finding.Location.Path).Distinct(StringComparer.Ordinal).Count();
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null : new(Counted.Format(files, "file"),
            [.. decision.Blocking.Select(finding => new BlockingFinding(finding, []))],
            Remedies.ListForFiles(decision.Blocking)));
    }
}
