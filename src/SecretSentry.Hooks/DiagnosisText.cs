using SecretSentry.Reports;

namespace SecretSentry.Hooks;

/// <summary>Writes the result of <see cref="HookDoctor"/> for people.</summary>
public static class DiagnosisText
{
    /// <summary>Writes one line about the programs, then for each worktree its folder and its hooks. Paths are escaped.</summary>
    /// <param name="output">Receives the text.</param>
    /// <param name="git">Version of git.</param>
    /// <param name="program">Version and path of this program.</param>
    /// <param name="worktrees">The diagnoses.</param>
    public static void Write(TextWriter output, Version git, (string Version, string Path) program,
        IReadOnlyList<WorktreeDiagnosis> worktrees)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(worktrees);
        output.WriteLine($"git {git}, secretsentry {program.Version} at {Safe.Escape(program.Path)}");
        foreach (var worktree in worktrees)
        {
            output.WriteLine($"{(worktree.IsEffective ? "effective" : "NOT EFFECTIVE")}: {Safe.Escape(worktree.Top)}");
            var origin = worktree.Origin.Length > 0 ? $" ({Safe.Escape(worktree.Origin)})" : "";
            output.WriteLine($"  hooks folder: {Safe.Escape(worktree.Folder)}{origin}");
            foreach (var hook in worktree.Hooks)
            {
                output.WriteLine($"  {hook.Name}: {hook.StateName} - {Safe.Escape(hook.Words)}");
            }

            if (worktree.Canary.Length > 0)
            {
                output.WriteLine($"  test commit with a made-up secret: {Safe.Escape(worktree.Canary)}");
            }
        }
    }
}
