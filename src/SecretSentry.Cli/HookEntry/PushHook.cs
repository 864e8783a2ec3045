using SecretSentry.Cli.Output;
using SecretSentry.Findings;
using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;
using SecretSentry.Reports;
using SecretSentry.Scanning.Push;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The hooks that are to judge what leaves or enters a repository: pre-push and pre-receive.</summary>
internal static class PushHook
{
    public static int Run(HookRun run)
    {
        var isServer = run.Name == "pre-receive";
        var (updates, known) = isServer ? Received() : Pushed(run);
        if (updates.All(update => update.New.IsZero))
        {
            return ExitCode.Clean;
        }

        using var objects = RepositoryObjects.Open(run.Directory);
        var pushed = PushedContent.Read(objects, updates, known);

        if (pushed.Commits.Count > 0 && PurgedCommits.Read(run.Directory)
            .FindIn(pushed.Commits, updates.First(update => !update.New.IsZero).New.ToString()) is { } purged)
        {
            return Messages.Fail(ExitCode.Findings, purged.Message, purged.Recovery);
        }

        var scan = new PushScan(run.Options(), objects, pushed);
        var outcome = scan.Run(updates);
        return HookVerdict.Of(run, outcome, new(
            "push",
            _ => Counted.Of(pushed.Commits.Count, "new commit"),
            finding => finding.Place.Commit.Length == 0 ? [] : [$"in commit {finding.Place.Commit[..12]} {finding.Place.Subject}"],
            findings => Ways(run, scan, findings))
        { ShowAll = "secretsentry scan --history --min-confidence low" });
    }

    private static (IReadOnlyList<RefUpdate> Updates, KnownThere Known) Received()
    {
        using var input = Console.OpenStandardInput();
        return (RefUpdate.ReadPreReceive(input), new() { IsHere = true });
    }

    private static (IReadOnlyList<RefUpdate> Updates, KnownThere Known) Pushed(HookRun run)
    {
        using var input = Console.OpenStandardInput();
        var updates = FrameworkPush.Updates(run) is { Count: > 0 } one ? one : RefUpdate.ReadPrePush(input);
        var (remote, address) = (run.Arguments.ElementAtOrDefault(0) ?? FrameworkPush.Remote, run.Arguments.ElementAtOrDefault(1) ?? "");

        // Pushed to an address, git gives it as the name, too.
        remote = remote.Length > 0 && remote == address ? PushedContent.RemoteOf(run.Directory, address) : remote;
        return (updates, new() { Remote = remote, Commits = [.. updates.Select(update => update.Old)] });
    }

    private static IEnumerable<WayOut> Ways(HookRun run, PushScan scan, IReadOnlyList<Finding> findings)
    {
        var commits = findings.Select(finding => finding.Place.Commit).Where(commit => commit.Length > 0).Distinct(StringComparer.Ordinal)
            .ToArray();
        if (commits.Length > 0)
        {
            var head = Revisions.Head(run.Directory).ToString();
            yield return commits is [var only] && only == head
                ? new("Take it out", "edit, git add, then: git commit --amend")
                : new("Take it out",
                $"git rebase -i {scan.ParentOf(commits[0])}, mark the commit with 'edit', take it out, git commit --amend, git rebase "
                + $"--continue");
        }

        yield return WayOut.Accept(findings[0]);
        yield return WayOut.RotateFirst;
        if (run.Name == "pre-push")
        {
            yield return new("Skip once", "git push --no-verify");
        }
    }
}
