using System.Collections;
using SecretSentry.Cli.Output;
using SecretSentry.Files;
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
#pragma warning disable RS0030 // git is asked about the files
        string[] paths = [.. staged.Outcome.Findings.Select(finding => finding.Location.Path.Raw).Distinct(StringComparer.Ordinal)];
#pragma warning restore RS0030
        var decision = conclusion.Decide(staged.Outcome);
        return conclusion.Report(decision, decision.Blocking.Count == 0 ? null
            : CreateMessage(run, staged, decision.Blocking, WorkTree.ReadSituation(run.Directory, paths)));
    }

    private static HookMessage CreateMessage(HookRun run, StagedOutcome staged, IReadOnlyList<Finding> blocking, StagedSituation situation)
    {
        var isMerge = run.Name == "pre-merge-commit";
        var files = blocking.Select(finding => finding.Location.Path).Distinct().Count();
        return new(
            $"{Counted.Format(files, "staged file")}{(isMerge ? FormatMergedHeads() : "")}",
            [.. blocking.Select(finding => new BlockingFinding(finding, [.. GetNotes(finding.Location.Path, staged, situation)]))],
            isMerge ? Remedies.ListForMerge(blocking) : run.Name == "pre-applypatch" ? Remedies.ListForPatch()
                : Remedies.ListForCommit(blocking, situation.IsFirstCommit));
    }

    private static IEnumerable<string> GetNotes(ForeignText path, StagedOutcome staged, StagedSituation situation)
    {
#pragma warning disable RS0030 // the names are compared
        var raw = path.Raw;
#pragma warning restore RS0030
        if (staged.Links.Contains(raw))
        {
            yield return "note: this is the target of a symbolic link, which git stores as content";
        }

        if (situation.FixedInWorkTree.Contains(raw))
        {
            yield return $"note: the file in the working tree differs from the staged one; if you fixed it there, run: git add "
                + $"{ShellName.QuotePath(path)}";
        }
    }

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
