using System.CommandLine;
using System.Text;

namespace SecretSentry.Cli.Commands;

/// <summary>Generates the manual page, in the macros of man(7), from the program's commands and options.</summary>
internal static class ManPage
{
    /// <summary>Returns the whole page.</summary>
    public static string Build(RootCommand root)
    {
        var page = new StringBuilder();
        page.Append(".TH SECRETSENTRY 1\n.SH NAME\nsecretsentry \\- ").Append(Escape(root.Description)).Append("\n.SH SYNOPSIS\n");
        foreach (var (path, command) in CompletionScripts.EnumerateCommands(root)
            .Where(entry => entry.Path.Length > 0 && entry.Command.Subcommands.Count == 0))
        {
            page.Append(".B secretsentry ").Append(path).Append('\n').Append(command.Options.Count > 1 ? ".RI [ OPTIONS ]\n" : "");
            foreach (var argument in command.Arguments)
            {
                page.Append(argument.Arity.MinimumNumberOfValues == 0 ? $".RI [ {Escape(argument.HelpName ?? argument.Name)} ...]\n"
                    : $".I {Escape(argument.HelpName ?? argument.Name)}\n");
            }

            page.Append(".br\n");
        }

        page.Append(".SH COMMANDS\n");
        foreach (var (path, command) in CompletionScripts.EnumerateCommands(root)
            .Where(entry => entry.Path.Length > 0 && entry.Command.Subcommands.Count == 0))
        {
            AppendCommand(page, path, command);
        }

        return page.Append("""
            .SH EXIT STATUS
            .TP
            .B 0
            nothing that stops; what is listed without stopping is counted
            .TP
            .B 1
            findings that stop
            .TP
            .B 2
            wrong usage or configuration
            .TP
            .B 3
            something could not be scanned, and nothing was found; never called clean
            .TP
            .B 4
            the verification of a purge failed
            .TP
            .B 5
            the repository changed since a purge was planned
            .TP
            .B 130
            interrupted
            .SH FILES
            .TP
            .I .secretsentry.toml
            configuration of a repository; without it
            .I .gitleaks.toml
            .TP
            .I $XDG_CONFIG_HOME/secretsentry/config.toml
            configuration of a user
            .TP
            .I .secretsentry-ignore
            findings accepted on record
            .SH ENVIRONMENT
            .TP
            .B SECRETSENTRY_SKIP
            1: the hook checks nothing, and says so
            .TP
            .B SECRETSENTRY_KERNEL
            names a search kernel instead of the best one for the processor
            .TP
            .B NO_COLOR
            no colours
            .SH SEE ALSO
            .BR git (1)

            """.ReplaceLineEndings("\n")).ToString();
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
