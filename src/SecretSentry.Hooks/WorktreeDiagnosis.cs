namespace SecretSentry.Hooks;

/// <summary>What was found out about one worktree.</summary>
/// <param name="Top">Its top folder.</param>
/// <param name="Folder">The folder git takes hooks from.</param>
/// <param name="Origin">What names that folder: a configuration file and its value; empty for git's own choice.</param>
/// <param name="Hooks">Hook by hook.</param>
/// <param name="Canary">What became of a commit with a secret in it: refused, or what else happened; empty when it was not tried.</param>
/// <param name="IsEffective">Whether the main hook is there, in force, and stops a secret.</param>
public sealed record WorktreeDiagnosis(string Top, string Folder, string Origin, IReadOnlyList<HookDiagnosis> Hooks, string Canary,
    bool IsEffective);
