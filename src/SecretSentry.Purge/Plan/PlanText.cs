using System.Globalization;
using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Push;
using SecretSentry.Reports;

namespace SecretSentry.Purge.Plan;

/// <summary>
/// Writes <c>PURGE-PLAN.md</c>: the steps that people have to take for a rewrite, with commands that can be run unchanged.
/// </summary>
internal static class PlanText
{
    /// <param name="plan">The plan.</param>
    /// <param name="moves">Refs with their old and new ids, without those whose names contain a needle.</param>
    /// <param name="pushFrom">The repository to push from.</param>
    /// <param name="remotes">Names of its remotes.</param>
    /// <param name="isApplied">Whether the plan has been applied; otherwise the text is a forecast.</param>
    public static string Format(PurgePlan plan, IReadOnlyList<RefMove> moves, string pushFrom, IReadOnlyList<string> remotes,
        bool isApplied)
    {
        var (text, summary) = (new StringBuilder(), plan.Summary);
        moves = [.. moves.Select(move => move.ForDisplay)];
        remotes = [.. remotes.Where(name => !name.StartsWith('-'))]; // git takes such a name for an option
        text.Append(CultureInfo.InvariantCulture,
            $"# Purge of {Counted.Format(plan.Needles.Count, "secret")} from {Safe.Escape(plan.Repository)}\n\n"
            + $"{(isApplied ? "The rewrite is done." : "This is a plan; nothing has been changed yet.")} ");
        text.Append(CultureInfo.InvariantCulture,
            $"{summary.Commits} of {summary.AllCommits} commits get new ids, {summary.Blobs} blobs and {summary.Trees} trees are new, "
            + $"{moves.Count} refs move, {summary.LostSignatures.Count} signatures are lost.\n\n");
        text.Append("## 0. Rotate first\n\nRemoving the text does not undo a leak. Revoke each secret before anything else, and check the "
            + "log of its provider:\n\n");
        foreach (var needle in plan.Needles)
        {
            var rotate = needle.Rotate.Length > 0 ? needle.Rotate : "revoke it where it was issued, and replace it";
            text.Append(CultureInfo.InvariantCulture,
                $"- [ ] {Safe.Escape($"{needle.Name}: {rotate}")} ({Counted.Format(needle.Places, "place")})\n");
        }

        text.Append("\n## 1. Freeze\n\n- [ ] Tell everybody who pushes. Merge or close open requests. Allow force pushes to protected "
            + "branches temporarily.\n");
        text.Append(summary.RefNames > 0
            ? $"- [ ] The names of {Counted.Format(summary.RefNames, "ref")} contain a secret and stand in no command below. Delete these "
            + "refs on the server, and rename them here if the plan was not made with `--refs-rename`.\n" : "");
        text.Append('\n');
        Push(text, moves, pushFrom, remotes);
        AppendForge(text, summary, moves);
        AppendColleagues(text, moves, remotes.Count > 0 ? remotes[0] : "origin");
        text.Append("## 5. Copies that are not rewritten\n\n- [ ] CI caches, logs and artifacts. Mirrors, package files, container "
            + "images, search indexes, backups.\n");
        text.Append(summary.LfsObjects.Count > 0
            ? $"- [ ] LFS objects with the secret, to be deleted on the server: {string.Join(", ", summary.LfsObjects)}\n" : "");
        text.Append(summary.Submodules > 0
            ? $"- [ ] {summary.Submodules} commits of submodules are referenced; those repositories were not searched: purge them "
            + $"separately, then update the references here.\n" : "");
        AppendSuperproject(text, plan);
        text.Append("\n## 6. Check\n\n```sh\ngit clone --mirror URL fresh.git && secretsentry scan --history -C fresh.git\nsecretsentry "
            + "purge verify -C fresh.git --needles-from PLAN-FOLDER\n```\n\n");
        text.Append($"- [ ] Protect the branches again. Put `purged.json` (beside this file) into the servers' and colleagues' "
            + $"repositories as `$(git rev-parse --git-common-dir)/{PurgeRecords.FileName}`, or commit it as "
            + $"`{PurgeRecords.CommittedName}`: "
            + $"pushes of the old history are then refused.\n");
        text.Append("- [ ] When everything works: `secretsentry purge discard-backup FOLDER`. The backup contains the secret.\n");
        return text.ToString();
    }

    /// <summary>
    /// Writes the push commands. The leases contain the old values, because the remote-tracking refs have moved as well and a plain lease
    /// would compare with the wrong values.
    /// </summary>
    private static void Push(StringBuilder text, IReadOnlyList<RefMove> moves, string pushFrom, IReadOnlyList<string> remotes)
    {
        text.Append("## 2. Push\n\nThe push fails as a whole if somebody has pushed since; then make a new plan. Omit tags and branches "
            + "that the remote does not have.\n\n```sh\n");
        foreach (var remote in remotes.Count > 0 ? remotes : ["REMOTE"])
        {
            var pushed = SelectPushed(moves, remote);
            if (pushed.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"git -C {ShellName.Quote(pushFrom)} push --no-verify --atomic");
                pushed.ForEach(move => text.Append(" \\\n    ").Append(ShellName.Quote($"--force-with-lease={move.Name}:{move.Old}")));
                text.Append(" \\\n    ").Append(ShellName.Quote(remote));
                pushed.ForEach(move => text.Append(" \\\n    ").Append(ShellName.Quote($"{move.New}:{move.Name}")));
                text.Append('\n');
            }
        }

        text.Append("```\n\n");
    }

    /// <summary>
    /// Returns the refs that a remote is known to have: its tracking branches, or our branches when there are no tracking branches, and the
    /// tags.
    /// </summary>
    private static List<RefMove> SelectPushed(IReadOnlyList<RefMove> moves, string remote)
    {
        var prefix = $"refs/remotes/{remote}/";
        var tracked = moves.Where(move => IsMove(move) && move.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(move => move with { Name = "refs/heads/" + move.Name[prefix.Length..] }).ToList();
        var branches = tracked.Count > 0 || moves.Any(move => move.Name.StartsWith("refs/remotes/", StringComparison.Ordinal)) ? tracked
            : [.. moves.Where(move => IsMove(move) && move.Name.StartsWith("refs/heads/", StringComparison.Ordinal))];
        return [.. branches, .. moves.Where(move => IsMove(move) && move.Name.StartsWith("refs/tags/", StringComparison.Ordinal))];
    }

    private static bool IsMove(RefMove move) => move.Old.Trim('0').Length > 0 && move.New.Trim('0').Length > 0;

    private static void AppendForge(StringBuilder text, PurgeSummary summary, IReadOnlyList<RefMove> moves)
    {
        var requests = moves.Count(move => move.Name.StartsWith("refs/pull/", StringComparison.Ordinal)
            || move.Name.StartsWith("refs/merge-requests/", StringComparison.Ordinal));
        text.Append("## 3. Forge\n\nThe old commits can be read by their ids until the forge deletes them.\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"- [ ] {requests} refs of pull or merge requests contain the old history; a push cannot change them. Ask support, with this "
            + $"text:\n\n");
        text.Append("> Please remove cached views of, and unreachable references to, the following commits, and run garbage collection. "
            + "They contained a credential and were rewritten. First changed commits: ");
        text.Append(string.Join(", ", summary.FirstChanged.Take(20)))
            .Append(summary.FirstChanged.Count > 20 ? " (and more, see first-changed-commits)" : "").Append("\n\n");
        text.Append("- [ ] GitLab: use the file `object-map` for repository clean-up. Your own server: expire its reflogs, `git gc "
            + "--prune=now`.\n- [ ] Forks: inform their owners.\n\n");
    }

    /// <summary>Writes what has to be done in the repository whose submodule this one is.</summary>
    private static void AppendSuperproject(StringBuilder text, PurgePlan plan)
    {
        var superproject = plan.Summary.Superproject;
        if (superproject.Length > 0)
        {
            var path = Path.GetRelativePath(superproject, plan.Repository);
            text.Append(CultureInfo.InvariantCulture,
                $"- [ ] This repository is a submodule of {Safe.Escape(superproject)}, whose commits name the old commits. Every clone "
                + $"of it fetches the old history as long as the server has it, and fails to check the submodule out after that. After "
                + $"the push, name the new commit there: `git -C {ShellName.Quote(superproject)} add -- {ShellName.Quote(path)}`, then "
                + $"commit and push. Its older commits keep naming the old ones.\n");
        }
    }

    /// <summary>Plumbing can create a branch whose name looks like an option, and porcelain cannot check it out.</summary>
    private static string QuoteBranch(string name) => name.StartsWith('-') ? ShellName.Placeholder : ShellName.Quote(name);

    private static void AppendColleagues(StringBuilder text, IReadOnlyList<RefMove> moves, string remote)
    {
        text.Append("## 4. Everybody with a clone\n\n**Never** `git pull` with merge: that restores the old history.\n\nBest: clone "
            + "again. Otherwise, for every branch without work of your own:\n\n```sh\n");
        var heads = SelectPushed(moves, remote).Where(move => move.Name.StartsWith("refs/heads/", StringComparison.Ordinal)).ToList();
        text.Append(CultureInfo.InvariantCulture, $"git fetch {ShellName.Quote(remote)}\n");
        foreach (var name in heads.Select(move => move.Name["refs/heads/".Length..]))
        {
            text.Append(CultureInfo.InvariantCulture,
                $"git checkout {QuoteBranch(name)} && git reset --hard {ShellName.Quote($"{remote}/{name}")}\n");
        }

        text.Append("```\n\nThen, for each branch BRANCH with work of your own that started from one of these:\n\n```sh\n");
        text.Append(CultureInfo.InvariantCulture, $"git fetch {ShellName.Quote(remote)}\n");
        foreach (var move in heads)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"git rebase --onto {move.New} {move.Old} BRANCH   # {ShellName.Quote(move.Name["refs/heads/".Length..])}\n");
        }

        text.Append("```\n\nIf old and new history are already merged:\n\n```sh\n");
        foreach (var move in heads)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"git checkout -B rescued {move.New} && git cherry-pick $(git rev-list --reverse --no-merges BRANCH ^{move.Old} "
                + $"^{move.New})   # {ShellName.Quote(move.Name["refs/heads/".Length..])}\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"```\n\nThen, in all cases:\n\n```sh\ngit fetch --tags --force {ShellName.Quote(remote)}\ngit reflog expire --expire=now "
            + $"--expire-unreachable=now --all   # drops stashes as well: apply them first\ngit gc --prune=now\n```\n\nCreate linked "
            + $"worktrees again.\n\n");
    }
}
