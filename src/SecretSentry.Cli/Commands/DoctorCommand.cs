using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Hooks;
using SecretSentry.Scanning.Content;
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
            DiagnosisText.Write(Screen.Out, git, (ScanOptions.Version, Environment.ProcessPath!), worktrees);
        }

        return worktrees.All(worktree => worktree.IsEffective) ? ExitCode.Clean : ExitCode.Findings;
    }
}
