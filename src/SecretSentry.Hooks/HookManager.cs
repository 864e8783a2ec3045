namespace SecretSentry.Hooks;

/// <summary>The program that manages the hooks of a repository.</summary>
public enum HookManager
{
    /// <summary>No program except git.</summary>
    None,

    /// <summary>husky 9: <c>core.hooksPath</c> is <c>.husky/_</c>, which calls the scripts in <c>.husky</c>.</summary>
    Husky,

    /// <summary>Husky.Net, and husky before 9: <c>core.hooksPath</c> is <c>.husky</c>.</summary>
    HuskyNet,
}
