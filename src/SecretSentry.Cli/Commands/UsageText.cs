using System.CommandLine;
using System.CommandLine.Parsing;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Cli.Commands;

/// <summary>Messages for a command line that cannot be parsed.</summary>
internal static class UsageText
{
    /// <summary>Returns one sentence: what is wrong, what would be valid, and where to read more.</summary>
    public static string Describe(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = GetPath(parsed.CommandResult);
        string[] inner = [.. CompletionScripts.GetSubcommands(command).Select(subcommand => subcommand.Name)];
        var wrong = inner.Length == 0 ? parsed.Errors[0].Message.TrimEnd('.')
            : parsed.UnmatchedTokens is [var word, ..] ? DescribeUnknown(word, command)
            : $"a command is missing after '{path}'; valid commands are {string.Join(", ", inner)}";
        return $"{wrong}; see '{path} --help'";
    }

    /// <summary>Returns the message for a word that <paramref name="command"/> does not know.</summary>
    public static string DescribeUnknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var validNames = isOption ? command.Options.SelectMany(CompletionScripts.GetNames)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal))
            : CompletionScripts.GetSubcommands(command).Select(subcommand => subcommand.Name);
        return $"'{word}' is not {(isOption ? "an option" : "a command")} here (did you mean '{Nearest.Find(word, validNames)}'?)";
    }

    private static string GetPath(CommandResult command) =>
        command.Parent is CommandResult outer ? $"{GetPath(outer)} {command.Command.Name}" : "secretsentry";
}
