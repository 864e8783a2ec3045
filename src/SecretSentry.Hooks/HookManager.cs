namespace SecretSentry.Hooks;

/// <summary>Who has a say in a repository's hooks.</summary>
public enum HookManager
{
    /// <summary>Nobody but git.</summary>
    None,

    /// <summary>husky 9: <c>core.hooksPath</c> is <c>.husky/_</c>, which calls the scripts in <c>.husky</c>.</summary>
    Husky,

    /// <summary>Husky.Net, and husky before 9: <c>core.hooksPath</c> is <c>.husky</c>.</summary>
    HuskyNet,
}
