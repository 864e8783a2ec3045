namespace SecretSentry.Hooks;

/// <summary>What was found out about one hook in one worktree.</summary>
/// <param name="Name">Name of the hook.</param>
/// <param name="Path">The file git would run.</param>
/// <param name="State">One of: effective, not installed, shadowed, broken.</param>
/// <param name="Words">Who is there, and what is wrong.</param>
public sealed record HookDiagnosis(string Name, string Path, string State, string Words);
