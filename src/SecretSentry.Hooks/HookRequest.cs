namespace SecretSentry.Hooks;

/// <summary>The options for an installation or uninstallation.</summary>
public sealed record HookRequest
{
    /// <summary>A folder in the worktree or bare repository.</summary>
    public required string Directory { get; init; }

    /// <summary>Names of hooks.</summary>
    public required IReadOnlyList<string> Hooks { get; init; }

    /// <summary>The program that the stubs call.</summary>
    public required HookProgram Program { get; init; }

    /// <summary>The texts to install.</summary>
    public required HookTexts Texts { get; init; }

    /// <summary>Whether to wrap other managers' hooks instead of extending them, and to remove manually changed files.</summary>
    public bool IsForced { get; init; }

    /// <summary>Whether to write to a hooks folder that other people or other repositories use as well.</summary>
    public bool AllowsShared { get; init; }

    /// <summary>Whether to report the changes without writing anything.</summary>
    public bool IsDryRun { get; init; }
}
