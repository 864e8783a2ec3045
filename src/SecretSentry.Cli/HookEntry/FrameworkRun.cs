namespace SecretSentry.Cli.HookEntry;

/// <summary>
/// Finds out what the pre-commit framework asks a hook to check. At a commit git names the index. When a user runs the framework
/// (<c>pre-commit run</c>), there is no commit: the framework names files, or two refs, or nothing.
/// </summary>
internal static class FrameworkRun
{
    /// <summary>Variables that the framework sets when git runs it at another event than a commit or a push.</summary>
    private static readonly string[] OtherEvents =
        ["PRE_COMMIT_CHECKOUT_TYPE", "PRE_COMMIT_IS_SQUASH_MERGE", "PRE_COMMIT_REWRITE_COMMAND", "PRE_COMMIT_PRE_REBASE_UPSTREAM"];

    /// <summary>Whether the framework names two refs. A checkout also has two, but asks for no check.</summary>
    public static bool HasRange(HookRun run) => run.Name == "pre-commit" && IsSet("PRE_COMMIT") && IsSet("PRE_COMMIT_TO_REF")
        && IsSet("PRE_COMMIT_FROM_REF") && !Array.Exists(OtherEvents, IsSet);

    /// <summary>Whether a user asks for a check of files: of the files in the arguments, or of all when there are none.</summary>
    public static bool HasFiles(HookRun run) => run.Name switch
    {
        "pre-commit" => (IsSet("PRE_COMMIT") || run.Arguments.Count > 0) && IsByHand(),
        "pre-push" => IsSet("PRE_COMMIT") && run.Arguments.Count == 0 && IsByHand(),
        _ => false,
    };

    private static bool IsByHand() => !IsSet("GIT_INDEX_FILE") && !IsSet("PRE_COMMIT_TO_REF") && !IsSet("PRE_COMMIT_LOCAL_BRANCH")
        && !Array.Exists(OtherEvents, IsSet);

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
