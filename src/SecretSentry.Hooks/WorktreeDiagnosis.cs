namespace SecretSentry.Hooks;

/// <summary>The diagnosis of one worktree.</summary>
/// <param name="Top">Top folder of the worktree.</param>
/// <param name="Folder">Folder from which git runs hooks.</param>
/// <param name="Origin">The configuration file and value that name the folder; empty for git's default.</param>
/// <param name="Hooks">Diagnosis of each hook.</param>
/// <param name="Canary">Result of a commit that contains a secret: rejected, or another result; empty when it was not tried.</param>
/// <param name="IsEffective">Whether the main hook is installed, is run by git, and stops a secret.</param>
public sealed record WorktreeDiagnosis(string Top, string Folder, string Origin, IReadOnlyList<HookDiagnosis> Hooks, string Canary,
    bool IsEffective);
