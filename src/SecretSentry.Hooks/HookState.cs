namespace SecretSentry.Hooks;

/// <summary>The state of one hook in one worktree.</summary>
public enum HookState
{
    /// <summary>git runs our hook.</summary>
    Effective,

    /// <summary>Our hook is not installed.</summary>
    NotInstalled,

    /// <summary>Our hook is installed where git does not look for hooks.</summary>
    Shadowed,

    /// <summary>Our hook is installed, but cannot run.</summary>
    Broken,
}
