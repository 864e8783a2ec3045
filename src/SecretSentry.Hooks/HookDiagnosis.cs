namespace SecretSentry.Hooks;

/// <summary>The diagnosis of one hook in one worktree.</summary>
/// <param name="Name">Name of the hook.</param>
/// <param name="Path">Path of the file that git would run.</param>
/// <param name="State">One of: effective, not installed, shadowed, broken.</param>
/// <param name="Words">Which hooks are installed, and what is wrong.</param>
public sealed record HookDiagnosis(string Name, string Path, string State, string Words);
