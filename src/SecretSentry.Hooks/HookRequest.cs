namespace SecretSentry.Hooks;

/// <summary>The options for an installation or uninstallation.</summary>
public sealed record HookRequest
{
    /// <summary>A folder in the worktree or bare repository.</summary>
    public required string Directory { get; init; }

    /// <summary>Names of hooks.</summary>
    public required IReadOnlyList<string> Hooks { get; init; }

    /// <summary>Full path of the program that the stubs call.</summary>
    public required string ProgramPath { get; init; }

    /// <summary>The texts to install.</summary>
    public required HookTexts Texts { get; init; }

    /// <summary>Whether to wrap other managers' hooks instead of extending them, and to remove manually changed files.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether to report the changes without writing anything.</summary>
    public bool IsDryRun { get; init; }
}
