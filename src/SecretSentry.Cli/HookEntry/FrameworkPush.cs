using SecretSentry.Git.Push;
using SecretSentry.Git.Repository;

namespace SecretSentry.Cli.HookEntry;

/// <summary>
/// Reads the variables of the pre-commit framework. For a pushed ref it sets variables instead of passing standard input (its
/// documentation, "pre-push").
/// </summary>
internal static class FrameworkPush
{
    public static string Address => GetVariable("PRE_COMMIT_REMOTE_URL");

    private static string GetVariable(string name) => Environment.GetEnvironmentVariable(name) ?? "";

    public static IReadOnlyList<RefUpdate> ReadUpdates(HookRun run)
    {
        // For a branch with a new root the framework names only the branch, no commits.
        var (from, to) = (GetVariable("PRE_COMMIT_FROM_REF"), GetVariable("PRE_COMMIT_TO_REF") is { Length: > 0 } named ? named
            : GetVariable("PRE_COMMIT_LOCAL_BRANCH"));
        if ((run.Name == "pre-push" && run.Arguments.Count > 0) || to.Length == 0)
        {
            return [];
        }

        return [new(GetVariable("PRE_COMMIT_REMOTE_BRANCH"), Revisions.Commit(run.Directory, to), from.Length == 0 ? default
            : Revisions.Commit(run.Directory, from))];
    }
}
