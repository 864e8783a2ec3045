namespace SecretSentry.Hooks;

/// <summary>Names of git's hooks (githooks manual): those that have a check, and all that exist.</summary>
public static class HookNames
{
    /// <summary>
    /// The hooks that are installed by default. A clean cherry-pick, revert or rebase runs none of the first three (git 2.39), so pre-push
    /// is necessary.
    /// </summary>
    public static IReadOnlyList<string> Default { get; } = ["pre-commit", "pre-merge-commit", "commit-msg", "pre-push"];

    /// <summary>The hooks for servers. They check pushed commits.</summary>
    public static IReadOnlyList<string> Server { get; } = ["pre-receive"];

    /// <summary>Every hook that has a check.</summary>
    public static IReadOnlyList<string> Checked { get; } = [.. Default, "pre-applypatch", "applypatch-msg", .. Server];

    /// <summary>Every hook that git searches for in the folder that <c>core.hooksPath</c> names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Checked, "post-applypatch", "prepare-commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "update",
        "proc-receive", "post-receive", "post-update",
        "reference-transaction", "push-to-checkout", "pre-auto-gc", "post-rewrite", "sendemail-validate", "post-index-change",
    ];

    /// <summary>Whether the hook receives refs on standard input, before anything is sent or accepted.</summary>
    internal static bool ReadsRefs(string hook) => hook is "pre-push" or "pre-receive";
}
