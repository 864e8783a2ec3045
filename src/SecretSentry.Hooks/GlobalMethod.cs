namespace SecretSentry.Hooks;

/// <summary>How hooks for all repositories of a user are installed.</summary>
public enum GlobalMethod
{
    /// <summary>By configuration where git knows that, else by a folder.</summary>
    Automatic,

    /// <summary>
    /// <c>hook.NAME.command</c> and <c>hook.NAME.event</c>, from git 2.54; repositories keep their hooks, and a repository can say no with
    /// <c>hook.NAME.enabled</c>.
    /// </summary>
    Config,

    /// <summary>A folder named by <c>core.hooksPath</c>, whose stubs call each repository's own hooks, those of every name.</summary>
    Folder,
}
