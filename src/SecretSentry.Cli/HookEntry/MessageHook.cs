using SecretSentry.Cli.Output;
using SecretSentry.Files;
using SecretSentry.Git.Process;
using SecretSentry.Hooks;
using SecretSentry.Reports;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The hooks that check a message before git cleans it up: commit-msg and applypatch-msg.</summary>
internal static class MessageHook
{
    /// <summary>The first git version that knows core.commentString (its release notes).</summary>
    private static readonly Version CommentString = new(2, 45);

    public static int Run(HookRun run)
    {
        if (run.Arguments is not [var file, ..])
        {
            throw new UsageException($"{run.Name} needs the name of the message file, which git passes as an argument");
        }

        var message = ForeignFile.ReadAllBytes(Path.GetFullPath(file, run.Directory), Budgets.Message);
        var found = MessageScan.Run(run.GetOptions(), message, run.Name == "commit-msg" ? () => FindCleanup(run, message) : null);
        var conclusion = new HookConclusion(run, "commit");
        var decision = conclusion.Decide(found);
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null : new("the commit message",
            [.. decision.Blocking.Select(finding => new BlockingFinding(finding, []))],
            run.Name == "commit-msg" ? Remedies.ListForMessage(decision.Blocking, file)
                : Remedies.ListForPatchMessage(decision.Blocking)));
    }

    private static MessageCleanup FindCleanup(HookRun run, byte[] message) => MessageCleanup.Create(run.Settings,
        CommitCommand.Parse(CallingGit.FindArguments()), Environment.GetEnvironmentVariable("GIT_EDITOR") != ":",
        () => GlobalHooks.ReadGitVersion(run.Directory) >= CommentString, message);
}
