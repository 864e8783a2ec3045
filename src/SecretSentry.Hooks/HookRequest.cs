namespace SecretSentry.Hooks;

/// <summary>What to install or take away.</summary>
public sealed record HookRequest
{
    /// <summary>In the worktree or bare repository concerned.</summary>
    public required string Directory { get; init; }

    /// <summary>Names of hooks.</summary>
    public required IReadOnlyList<string> Hooks { get; init; }

    /// <summary>Full path of the program the stubs call.</summary>
    public required string ProgramPath { get; init; }

    /// <summary>The texts to install.</summary>
    public required HookTexts Texts { get; init; }

    /// <summary>Whether to wrap other managers' hooks instead of joining them, and to remove what was edited by hand.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether to write nothing and only tell.</summary>
    public bool IsDryRun { get; init; }
}
