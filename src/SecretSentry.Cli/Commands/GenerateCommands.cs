using System.CommandLine;
using SecretSentry.Cli.Output;

namespace SecretSentry.Cli.Commands;

/// <summary>The commands <c>completions SHELL</c> and <c>man</c>, whose output is generated from the commands themselves.</summary>
internal static class GenerateCommands
{
    public static Command CreateCompletions(RootCommand root)
    {
        var shell =
            new Argument<string>("SHELL")
            {
                Description =
            string.Join(", ", CompletionScripts.Shells)
            }.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        var command = new Command("completions", "Print the completions for a shell") { shell };
        command.SetAction(parsed => Print(CompletionScripts.Build(parsed.GetValue(shell)!, root)));
        return command;
    }

    public static Command CreateManualPage(RootCommand root)
    {
        var command = new Command("man", "Print the manual page: secretsentry man | man -l -");
        command.SetAction(_ => Print(ManPage.Build(root)));
        return command;
    }

    private static int Print(string text)
    {
        Screen.OwnTexts.Write(text.ReplaceLineEndings("\n"));
        return ExitCode.Clean;
    }
}
