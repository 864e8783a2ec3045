using System.CommandLine;
using System.Text;
using SecretSentry.Cli.Output;

namespace SecretSentry.Cli.Commands;

/// <summary>Generates the manual page, in the macros of man(7), from the program's commands and options.</summary>
internal static class ManPage
{
    /// <summary>Returns the whole page: the text <c>man.roff</c> with the commands in it.</summary>
    public static string Build(RootCommand root)
    {
        var (synopsis, commands) = (new StringBuilder(), new StringBuilder());
        foreach (var (path, command) in CompletionScripts.EnumerateCommands(root)
            .Where(entry => entry.Path.Length > 0 && entry.Command.Subcommands.Count == 0))
        {
            AppendSynopsis(synopsis, path, command);
            AppendCommand(commands, path, command);
        }

        return Texts.Read("man.roff").Replace("{{description}}", Escape(root.Description), StringComparison.Ordinal)
            .Replace("{{synopsis}}", synopsis.ToString(), StringComparison.Ordinal)
            .Replace("{{commands}}", commands.ToString(), StringComparison.Ordinal);
    }

    private static void AppendSynopsis(StringBuilder page, string path, Command command)
    {
        page.Append(".B secretsentry ").Append(path).Append('\n').Append(command.Options.Count > 1 ? ".RI [ OPTIONS ]\n" : "");
        foreach (var argument in command.Arguments)
        {
            var name = Escape(argument.HelpName ?? argument.Name);
            page.Append(argument.Arity.MinimumNumberOfValues == 0 ? $".RI [ {name} ...]\n" : $".I {name}\n");
        }

        page.Append(".br\n");
    }

    private static void AppendCommand(StringBuilder page, string path, Command command)
    {
        page.Append(".SS secretsentry ").Append(path).Append('\n').Append(Escape(command.Description)).Append(".\n");
        foreach (var argument in command.Arguments.Where(argument => !string.IsNullOrEmpty(argument.Description)))
        {
            page.Append(".TP\n.I ").Append(Escape(argument.HelpName ?? argument.Name)).Append('\n').Append(Escape(argument.Description))
                .Append('\n');
        }

        foreach (var option in command.Options.Where(option => !option.Hidden).OrderBy(option => option.Name, StringComparer.Ordinal))
        {
            page.Append(".TP\n.B ").Append(Escape(string.Join(", ", CompletionScripts.GetNames(option))))
                .Append(option.HelpName is null ? "" : $" \\fI{Escape(option.HelpName)}\\fR").Append('\n')
                .Append(Escape(option.Description)).Append('\n');
        }
    }

    /// <summary>Escapes backslashes and minus signs. No line begins with a dot or an apostrophe.</summary>
    private static string Escape(string? text)
    {
        var escaped = (text ?? "").Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? "\\&" + escaped : escaped;
    }
}
