using SecretSentry.Files;
using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>What a user can do whose commit, merge, patch or check was rejected, in the order in which a hook shows it.</summary>
public static class Remedies
{
    private const string TakeOut = "Take it out";

    /// <summary>Returns the remedies for findings in files of the work tree.</summary>
    /// <param name="findings">The findings that block, at least one.</param>
    public static IReadOnlyList<Remedy> ListForFiles(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return [new(TakeOut, "edit the file, read the value from an environment variable"), Remedy.Accept(findings[0]), Remedy.RotateFirst];
    }

    /// <summary>Returns the remedies for findings in what is staged for a commit.</summary>
    /// <param name="findings">The findings that block, at least one.</param>
    /// <param name="isFirstCommit">Whether the branch has no commit yet.</param>
    public static IReadOnlyList<Remedy> ListForCommit(IReadOnlyList<Finding> findings, bool isFirstCommit)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var file = ShellName.QuotePath(findings[0].Location.Path);
        return
        [
            new(TakeOut, $"edit the file, read the value from an environment variable, then: git add {file}"),
            new("Or drop the file", isFirstCommit ? $"git rm --cached {file}" : $"git restore --staged {file}"),
            Remedy.Accept(findings[0]),
            Remedy.RotateFirst,
            SkipCommit(),
        ];
    }

    /// <summary>Returns the remedies for findings in the staged result of a merge that git has not committed yet.</summary>
    /// <param name="findings">The findings that block, at least one.</param>
    public static IReadOnlyList<Remedy> ListForMerge(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var file = ShellName.QuotePath(findings[0].Location.Path);
        return
        [
            new(TakeOut, $"the merged result is staged: edit the file, then: git add {file} && git commit"),
            new("Or give up", "git merge --abort"),
            Remedy.Accept(findings[0]),
            Remedy.RotateFirst,
            new("Skip once", "git commit --no-verify      (finishes the merge; the push check scans again)"),
        ];
    }

    /// <summary>Returns the remedies for findings in what a patch changes.</summary>
    public static IReadOnlyList<Remedy> ListForPatch() =>
    [
        new(TakeOut, "git am --abort, then remove it from the patch, or edit the staged file and run: git am --continue"),
        Remedy.RotateFirst,
    ];

    /// <summary>Returns the remedies for findings in the message of a commit.</summary>
    /// <param name="findings">The findings that block, at least one.</param>
    /// <param name="file">The file in which git has saved the message.</param>
    public static IReadOnlyList<Remedy> ListForMessage(IReadOnlyList<Finding> findings, string file)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return
        [
            new(TakeOut, $"edit your message, which is saved: git commit -e -F {ShellName.Quote(file)}"),
            Remedy.AcceptAfterCommit(findings[0]),
            Remedy.RotateFirst,
            SkipCommit(),
        ];
    }

    /// <summary>Returns the remedies for findings in the message of a patch.</summary>
    /// <param name="findings">The findings that block, at least one.</param>
    public static IReadOnlyList<Remedy> ListForPatchMessage(IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        return
        [
            new(TakeOut, "git am --abort, then remove it from the patch's message"),
            Remedy.Accept(findings[0]),
            Remedy.RotateFirst,
            SkipCommit(),
        ];
    }

    private static Remedy SkipCommit() => new("Skip once", "git commit --no-verify      (the push check scans again)");
}
