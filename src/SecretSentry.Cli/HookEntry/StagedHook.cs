using System.Collections;
using SecretSentry.Cli.Output;
using SecretSentry.Findings;
using SecretSentry.Git.Index;
using SecretSentry.Git.Staged;
using SecretSentry.Reports;
using SecretSentry.Scanning.Staged;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The hooks that check the index: pre-commit, pre-merge-commit, pre-applypatch.</summary>
internal static class StagedHook
{
    private const string MergedHead = "GITHEAD_";

    public static int Run(HookRun run)
    {
        var isMerge = run.Name == "pre-merge-commit";

        // An automatic merge by git has no MERGE_HEAD yet.
        string[]? otherSides = isMerge ? [.. ReadMergedHeads().Keys] : null;
        var selection = new StagedSelection(() => run.Settings.IsTrue("secretsentry.wholeFile"), otherSides);
        var staged = StagedScan.Run(run.GetOptions(), selection);
        if (staged.FromOtherSides > 0)
        {
            Messages.Report($"{Counted.Format(staged.FromOtherSides, "secret")} from the other side of the merge did not count "
                + "here; the push check scans its commits");
        }

        var conclusion = new HookConclusion(run, isMerge ? "merge" : run.Name == "pre-applypatch" ? "patch" : "commit")
        {
            ShowAll = "secretsentry scan --staged --min-confidence low",
        };
        string[] paths = [.. staged.Outcome.Findings.Select(finding => finding.Location.Path).Distinct(StringComparer.Ordinal)];
        var decision = conclusion.Decide(staged.Outcome);
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null
            : CreateMessage(run, staged, decision.Blocking, WorkTree.ReadSituation(run.Directory, paths)));
    }

    private static HookMessage CreateMessage(HookRun run, StagedOutcome staged, IReadOnlyList<Finding> blocking, StagedSituation situation)
    {
        var isMerge = run.Name == "pre-merge-commit";
        var files = blocking.Select(finding => finding.Location.Path).Distinct(StringComparer.Ordinal).Count();
        return new(
            $"{Counted.Format(files, "staged file")}{(isMerge ? FormatMergedHeads() : "")}",
            [.. blocking.Select(finding => new BlockingFinding(finding, [.. GetNotes(finding.Location.Path, staged, situation)]))],
            isMerge ? GetMergeRemedies(blocking) : run.Name == "pre-applypatch" ? GetPatchRemedies()
                : GetCommitRemedies(blocking, situation));
    }

    private static IEnumerable<string> GetNotes(string path, StagedOutcome staged, StagedSituation situation)
    {
        if (staged.Links.Contains(path))
        {
            yield return "note: this is the target of a symbolic link, which git stores as content";
        }

        if (situation.FixedInWorkTree.Contains(path))
        {
            yield return $"note: the file in the working tree differs from the staged one; if you fixed it there, run: git add "
                + $"{ShellName.Quote(path)}";
        }
    }

    private static Remedy[] GetCommitRemedies(IReadOnlyList<Finding> findings, StagedSituation situation)
    {
        var file = ShellName.Quote(findings[0].Location.Path);
        return
        [
            new("Take it out", $"edit the file, read the value from an environment variable, then: git add {file}"),
            new("Or drop the file", situation.IsFirstCommit ? $"git rm --cached {file}" : $"git restore --staged {file}"),
            Remedy.Accept(findings[0]),
            Remedy.RotateFirst,
            new("Skip once", "git commit --no-verify      (the push check scans again)"),
        ];
    }

    private static Remedy[] GetMergeRemedies(IReadOnlyList<Finding> findings) =>
    [
        new("Take it out",
        $"the merged result is staged: edit the file, then: git add {ShellName.Quote(findings[0].Location.Path)} && git commit"),
        new("Or give up", "git merge --abort"),
        Remedy.Accept(findings[0]),
        Remedy.RotateFirst,
        new("Skip once", "git commit --no-verify      (finishes the merge; the push check scans again)"),
    ];

    private static Remedy[] GetPatchRemedies() =>
    [
        new("Take it out", "git am --abort, then remove it from the patch, or edit the staged file and run: git am --continue"),
        Remedy.RotateFirst,
    ];

    /// <summary>Returns the names of the other sides by id. git sets a variable GITHEAD_(id) = name for each.</summary>
    private static SortedDictionary<string, string> ReadMergedHeads() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith(MergedHead, StringComparison.Ordinal))
            .ToDictionary(variable => ((string)variable.Key)[MergedHead.Length..], variable => (string)variable.Value!),
        StringComparer.Ordinal);

    private static string FormatMergedHeads()
    {
        string[] names = [.. ReadMergedHeads().Values.Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "" : $", merging {string.Join(", ", names)}";
    }
}
