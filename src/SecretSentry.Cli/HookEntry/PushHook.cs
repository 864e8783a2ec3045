using SecretSentry.Cli.Output;
using SecretSentry.Findings;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Reports;
using SecretSentry.Scanning.Push;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The hooks that check what leaves or enters a repository: pre-push and pre-receive.</summary>
internal static class PushHook
{
    public static int Run(HookRun run)
    {
        var isServer = run.Name == "pre-receive";
        var (updates, receiver) = isServer ? ReadReceived() : ReadPushed(run);
        if (updates.All(update => update.New.IsZero))
        {
            return ExitCode.Clean;
        }

        using var objects = RepositoryObjects.Open(run.Directory);
        var pushed = PushedContent.Read(objects, updates, receiver);

        if (pushed.Commits.Count > 0 && PurgedCommits.Read(run.Directory)
            .FindIn(pushed.Commits, updates.First(update => !update.New.IsZero).New.ToString()) is { } purged)
        {
            return Messages.Fail(ExitCode.Findings, purged.Message, purged.Recovery);
        }

        var scan = new PushScan(run.GetOptions(), objects, pushed);
        var conclusion = new HookConclusion(run, run.Name == "pre-commit" ? "run" : "push")
        {
            ShowAll = "secretsentry scan --history --min-confidence low",
        };
        var decision = conclusion.Decide(scan.Run(updates));
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null : new(
            Counted.Format(pushed.Commits.Count, "new commit"),
            [.. decision.Blocking.Select(finding => new BlockingFinding(finding, GetNotes(finding.Location)))],
            [.. GetRemedies(run, scan, decision.Blocking)]));
    }

    private static IReadOnlyList<string> GetNotes(Location location) =>
        location.Commit.Length == 0 ? [] : [$"in commit {location.Commit[..12]} {location.Subject}"];

    private static (IReadOnlyList<RefUpdate> Updates, ReceiverState Receiver) ReadReceived()
    {
        using var input = Console.OpenStandardInput();
        var updates = RefUpdate.ReadPreReceive(input);

        // git calls this hook only when there is a ref to update.
        return updates.Count > 0 ? (updates, new() { IsHere = true })
            : throw new FormatException("standard input has no list of refs, so nothing can be checked; another hook may have read it "
                + "before, so give each hook its own copy");
    }

    private static (IReadOnlyList<RefUpdate> Updates, ReceiverState Receiver) ReadPushed(HookRun run)
    {
        using var input = Console.OpenStandardInput();
        var updates = FrameworkPush.ReadUpdates(run) is { Count: > 0 } given ? given : RefUpdate.ReadPrePush(input);
        var address = run.Arguments.ElementAtOrDefault(1) ?? FrameworkPush.Address;
        return (updates, new() { Address = address, Commits = [.. updates.Select(update => update.Old)] });
    }

    private static IEnumerable<Remedy> GetRemedies(HookRun run, PushScan scan, IReadOnlyList<Finding> findings)
    {
        var commits = findings.Select(finding => finding.Location.Commit).Where(commit => commit.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (commits.Length > 0)
        {
            var head = Revisions.ResolveHead(run.Directory).ToString();
            yield return commits is [var only] && only == head
                ? new("Take it out", "edit, git add, then: git commit --amend")
                : new("Take it out",
                $"git rebase -i {scan.FindParent(commits[0])}, mark the commit with 'edit', remove the secret, git commit --amend, "
                + $"git rebase --continue");
        }

        Finding[] recorded = [.. findings.Where(finding => finding.Location.Path != PushScan.RefName)];
        if (recorded.Length < findings.Count)
        {
            yield return new("In a name", "give the branch or tag another name and push that");
        }

        if (recorded.Length > 0)
        {
            yield return run.Name != "pre-receive" ? Remedy.AcceptInHistory(recorded)
                : new(Remedy.AcceptInHistory(recorded).Label, "who runs this server can accept it there by its fingerprint, in the file "
                    + ".secretsentry-ignore");
        }

        yield return Remedy.RotateFirst;
        if (run.Name == "pre-push")
        {
            yield return new("Skip once", "git push --no-verify");
        }
    }
}
