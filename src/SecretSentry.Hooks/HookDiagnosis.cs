namespace SecretSentry.Hooks;

/// <summary>The diagnosis of one hook in one worktree.</summary>
/// <param name="Name">Name of the hook.</param>
/// <param name="Path">Path of the file that git would run.</param>
/// <param name="State">Whether our hook runs.</param>
/// <param name="Words">Which hooks are installed, and what is wrong.</param>
public sealed record HookDiagnosis(string Name, string Path, HookState State, string Words)
{
    /// <summary>The state as it is printed and written to reports.</summary>
    public string StateName => State switch
    {
        HookState.Effective => "effective",
        HookState.Shadowed => "shadowed",
        HookState.Broken => "broken",
        _ => "not installed",
    };
}
