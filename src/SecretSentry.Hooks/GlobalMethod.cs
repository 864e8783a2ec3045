namespace SecretSentry.Hooks;

/// <summary>The method for installing hooks for all repositories of a user.</summary>
public enum GlobalMethod
{
    /// <summary>By configuration when git supports it, otherwise by a folder.</summary>
    Automatic,

    /// <summary>
    /// By <c>hook.NAME.command</c> and <c>hook.NAME.event</c>, from git 2.54 on. Repositories keep their hooks, and a repository can
    /// disable ours with <c>hook.NAME.enabled</c>.
    /// </summary>
    Config,

    /// <summary>By a folder that <c>core.hooksPath</c> names. Its stubs call each repository's own hooks, for all hook names.</summary>
    Folder,
}
