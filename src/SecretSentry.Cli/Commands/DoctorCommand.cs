using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Hooks;
using SecretSentry.Reports;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>
/// The command <c>secretsentry doctor</c>: proves that commits are checked, or says why they are not. Exits with 1 if commits of any
/// worktree are not checked.
/// </summary>
internal static class DoctorCommand
{
    private static readonly Option<bool> Json = CreateFlag("--json", "Print JSON");

    public static Command Create() =>
        new Command("doctor", "Prove that commits are checked in every worktree, or report what prevents it") { Json, Folder }
            .WithAction(Run);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var directory = GetFolder(parsed);
        var git = GlobalHooks.ReadGitVersion(directory);
        var worktrees = new HookDoctor(CanarySecret.Make()).Examine(directory);
        if (parsed.GetValue(Json))
        {
            using var output = Console.OpenStandardOutput();
            DiagnosisJson.Write(output, git, Environment.ProcessPath, worktrees);
        }
        else
        {
            WriteText(git, worktrees);
        }

        return worktrees.All(worktree => worktree.IsEffective) ? ExitCode.Clean : ExitCode.Findings;
    }

    private static void WriteText(Version git, IReadOnlyList<WorktreeDiagnosis> worktrees)
    {
        Console.Out.WriteLine($"git {git}, secretsentry {SecretSentry.Scanning.Content.ScanOptions.Version} at "
            + $"{Safe.Escape(Environment.ProcessPath!)}");
        foreach (var worktree in worktrees)
        {
            Console.Out.WriteLine($"{(worktree.IsEffective ? "effective" : "NOT EFFECTIVE")}: {Safe.Escape(worktree.Top)}");
            var origin = worktree.Origin.Length > 0 ? $" ({Safe.Escape(worktree.Origin)})" : "";
            Console.Out.WriteLine($"  hooks folder: {Safe.Escape(worktree.Folder)}{origin}");
            foreach (var hook in worktree.Hooks)
            {
                Console.Out.WriteLine($"  {hook.Name}: {hook.StateName} - {Safe.Escape(hook.Words)}");
            }

            if (worktree.Canary.Length > 0)
            {
                Console.Out.WriteLine($"  test commit with a made-up secret: {Safe.Escape(worktree.Canary)}");
            }
        }
    }
}
