namespace SecretSentry.Git.Process;

/// <summary>The variables of the environment by which git tells its children which repository they work in.</summary>
public static class InheritedRepository
{
    private static readonly string[] Names =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
        "GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX",
    ];

    /// <summary>
    /// Removes the variables from the environment of this program and of the programs that it starts. Call it when the user named a
    /// repository: what is named decides, not what is inherited.
    /// </summary>
    public static void Forget()
    {
        foreach (var name in Names)
        {
            Environment.SetEnvironmentVariable(name, null);
        }
    }
}
