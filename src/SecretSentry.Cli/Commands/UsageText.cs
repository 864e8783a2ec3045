using System.CommandLine;
using System.CommandLine.Parsing;
using SecretSentry.Policy.Rules;

namespace SecretSentry.Cli.Commands;

/// <summary>What is said of a command line that cannot be understood.</summary>
internal static class UsageText
{
    /// <summary>One sentence: what is wrong, what would be valid, where to read on.</summary>
    public static string Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed.CommandResult);
        string[] inner = [.. CompletionScripts.InnersOf(command).Select(one => one.Name)];
        var wrong = inner.Length == 0 ? parsed.Errors[0].Message.TrimEnd('.')
            : parsed.UnmatchedTokens is [var word, ..] ? Unknown(word, command)
            : $"a command is missing behind '{path}'; valid are {string.Join(", ", inner)}";
        return $"{wrong}; see '{path} --help'";
    }

    /// <summary>For a word that is nothing <paramref name="command"/> knows.</summary>
    public static string Unknown(string word, Command command)
    {
        var isOption = word.StartsWith('-');
        var known = isOption ? command.Options.SelectMany(CompletionScripts.NamesOf)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal)) : CompletionScripts.InnersOf(command).Select(one => one.Name);
        return $"'{word}' is no {(isOption ? "option" : "command")} here (did you mean '{Nearest.To(word, known)}'?)";
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult outer ? $"{PathOf(outer)} {command.Command.Name}" : "secretsentry";
}
