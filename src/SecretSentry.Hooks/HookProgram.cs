namespace SecretSentry.Hooks;

/// <summary>The program that hooks call.</summary>
/// <param name="Path">Full path of the program file. Empty: the program on the PATH.</param>
/// <param name="Library">
/// Full path of the .NET library that <paramref name="Path"/> runs, when that is the .NET host (a local .NET tool). Empty: none.
/// </param>
public sealed record HookProgram(string Path, string Library = "")
{
    /// <summary>No path at all, so that the stub is the same on every machine.</summary>
    internal static HookProgram Portable { get; } = new("");
}
