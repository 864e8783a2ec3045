namespace SecretSentry.Hooks;

/// <summary>git's hooks (githooks manual): those that are checked, and those that a folder for all repositories hides.</summary>
public static class HookNames
{
    /// <summary>
    /// What is installed unless something else is asked for. A clean cherry-pick, revert or rebase runs none of the first three (git 2.39),
    /// so pre-push is no luxury.
    /// </summary>
    public static IReadOnlyList<string> Default { get; } = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"];

    /// <summary>For servers: what is pushed there.</summary>
    public static IReadOnlyList<string> Server { get; } = ["pre-receive"];

    /// <summary>Every hook there is a check for.</summary>
    public static IReadOnlyList<string> Checked { get; } = [.. Default, "pre-applypatch", "applypatch-msg", .. Server];

    /// <summary>Every hook that git looks for in the folder that <c>core.hooksPath</c> names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Checked, "post-applypatch", "prepare-commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "update",
        "proc-receive", "post-receive", "post-update",
        "reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite", "sendemail-validate", "post-index-change",
    ];

    /// <summary>Whether the hook is told of refs on standard input, before anything leaves or enters.</summary>
    internal static bool ReadsRefs(string hook) => hook is "pre-push" or "pre-receive";
}
