using SecretSentry.Cli.Output;
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
        var (found, tracked) = run.Arguments.Count > 0 ? (FileScan.Run(run.Arguments, run.GetOptions(), CancellationToken.None), 0)
            : TrackedScan.Run(run.GetOptions(), CancellationToken.None);
        if (run.Arguments.Count == 0)
        {
            Messages.Report($"run by hand without names of files, so the whole content of {Counted.Format(tracked, "tracked file")} "
                + "was checked");
        }

        var conclusion = new HookConclusion(run, "run") { ShowAll = "secretsentry scan --min-confidence low" };
        var decision = conclusion.Decide(found);
        var files = decision.Blocking.Select(finding => finding.Location.Path).Distinct().Count();
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null : new(Counted.Format(files, "file"),
            [.. decision.Blocking.Select(finding => new BlockingFinding(finding, []))],
            Remedies.ListForFiles(decision.Blocking)));
    }
}
