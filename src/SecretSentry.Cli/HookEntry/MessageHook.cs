using SecretSentry.Cli.Output;
using SecretSentry.Findings;
using SecretSentry.Git.Repository;
using SecretSentry.Hooks;
using SecretSentry.Reports;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Cli.HookEntry;

/// <summary>
/// The hooks that check a message before git cleans it up: commit-msg and applypatch-msg. The whole file is scanned. The lines that git
/// will keep are determined only when there is a finding.
/// </summary>
internal static class MessageHook
{
    private const string Name = "commit message";

    /// <summary>The first git version that knows core.commentString (its release notes).</summary>
    private static readonly Version CommentString = new(2, 45);

    public static int Run(HookRun run)
    {
        if (run.Arguments is not [var file, ..])
        {
            throw new UsageException($"{run.Name} needs the name of the message file, which git passes as an argument");
        }

        var coverage = new Coverage();
        using var objects = RepositoryObjects.Open(run.Directory);
        var message = File.ReadAllBytes(Path.GetFullPath(file, run.Directory));
        var findings = new NewContent(run.GetOptions(), objects, coverage).Search(message, Name);
        if (findings.Count > 0 && run.Name == "commit-msg")
        {
            var cleanup = MessageCleanup.Create(run.Settings, CallingCommand.Find(),
                Environment.GetEnvironmentVariable("GIT_EDITOR") != ":",
                () => GlobalHooks.ReadGitVersion(run.Directory) >= CommentString, message);
            var kept = KeptLines.Find(message, cleanup);
            findings = [.. findings.Where(finding => kept.Intersects(finding.Location.FirstLine, finding.Location.LastLine))];
        }

        var conclusion = new HookConclusion(run, "commit");
        var decision = conclusion.Decide(new(findings, coverage));
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null : new("the commit message",
            [.. decision.Blocking.Select(finding => new BlockingFinding(finding, []))],
            run.Name == "commit-msg" ? Remedies.ListForMessage(decision.Blocking, file)
                : Remedies.ListForPatchMessage(decision.Blocking)));
    }
}
