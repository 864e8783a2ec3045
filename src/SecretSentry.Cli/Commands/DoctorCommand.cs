using System.CommandLine;
using System.Text.Json;
using SecretSentry.Cli.Output;
using SecretSentry.Hooks;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

/// <summary>
/// The command <c>secretsentry doctor</c>: proves that commits are checked, or says why they are not. Exits with 1 if commits of any
/// worktree are not checked.
/// </summary>
internal static class DoctorCommand
{
    private static readonly Option<string> Directory = new("-C")
    {
        Description = "Run as if started in DIR",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "As JSON" };

    public static Command Create()
    {
        var command = new Command("doctor", "Prove that commits are checked in every worktree, or say what is in the way")
        {
            Json, Directory,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var directory = parsed.GetValue(Directory)!;
        if (!System.IO.Directory.Exists(directory))
        {
            throw new UsageException($"the folder '{directory}' of -C does not exist");
        }

        var git = GlobalHooks.ReadGitVersion(directory);
        var worktrees = new HookDoctor(CanarySecret.Make()).Examine(directory);
        if (parsed.GetValue(Json))
        {
            WriteJson(git, worktrees);
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
            Console.Out.WriteLine($"  hooks come from {Safe.Escape(worktree.Folder)}{origin}");
            foreach (var hook in worktree.Hooks)
            {
                Console.Out.WriteLine($"  {hook.Name}: {hook.StateName} - {Safe.Escape(hook.Words)}");
            }

            if (worktree.Canary.Length > 0)
            {
                Console.Out.WriteLine($"  a commit with a made-up secret in it: {Safe.Escape(worktree.Canary)}");
            }
        }
    }

    private static void WriteJson(Version git, IReadOnlyList<WorktreeDiagnosis> worktrees)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("git", git.ToString());
            json.WriteString("program", Environment.ProcessPath);
            json.WriteBoolean("effective", worktrees.All(worktree => worktree.IsEffective));
            json.WriteStartArray("worktrees");
            foreach (var worktree in worktrees)
            {
                Write(json, worktree);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, WorktreeDiagnosis worktree)
    {
        json.WriteStartObject();
        json.WriteString("top", worktree.Top);
        json.WriteBoolean("effective", worktree.IsEffective);
        json.WriteString("hooksFolder", worktree.Folder);
        json.WriteString("hooksFolderOrigin", worktree.Origin);
        json.WriteString("canary", worktree.Canary);
        json.WriteStartArray("hooks");
        foreach (var hook in worktree.Hooks)
        {
            json.WriteStartObject();
            json.WriteString("name", hook.Name);
            json.WriteString("state", hook.StateName);
            json.WriteString("words", hook.Words);
            json.WriteString("path", hook.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
