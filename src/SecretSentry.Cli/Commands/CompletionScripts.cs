using System.CommandLine;
using System.Text;
using SecretSentry.Cli.Output;

namespace SecretSentry.Cli.Commands;

/// <summary>Generates shell completions from the program's commands and options.</summary>
internal static class CompletionScripts
{
    /// <summary>The supported shells.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>Returns the script for a shell.</summary>
    public static string Build(string shell, RootCommand root) => shell switch
    {
        "bash" => BuildBash(root),
        "zsh" => "#compdef secretsentry\nautoload -U +X bashcompinit && bashcompinit\n" + BuildBash(root),
        "fish" => BuildFish(root),
        _ => BuildPowerShell(root),
    };

    /// <summary>Enumerates commands, each with the words that lead to it, such as <c>rules list</c>.</summary>
    internal static IEnumerable<(string Path, Command Command)> EnumerateCommands(Command command, string path = "")
    {
        yield return (path, command);
        foreach (var inner in GetSubcommands(command))
        {
            foreach (var entry in EnumerateCommands(inner, path.Length == 0 ? inner.Name : $"{path} {inner.Name}"))
            {
                yield return entry;
            }
        }
    }

    /// <summary>Returns the visible subcommands of a command.</summary>
    internal static IEnumerable<Command> GetSubcommands(Command command) => command.Subcommands.Where(inner => !inner.Hidden);

    internal static IEnumerable<string> GetNames(Option option) => [option.Name, .. option.Aliases];

    private static IEnumerable<string> GetWords(Command command) =>
        GetSubcommands(command).Select(inner => inner.Name).Concat(GetArgumentValues(command))
            .Concat(command.Options.Where(option => !option.Hidden).SelectMany(GetNames)).Order(StringComparer.Ordinal);

    /// <summary>Returns the values that the arguments of a command take, if there are few and all are known.</summary>
    private static IEnumerable<string> GetArgumentValues(Command command) =>
        command.Arguments.SelectMany(argument => argument.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty))
        .Select(item => item.Label);

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    /// <summary>Returns the values that an option takes, if there are few and all are known.</summary>
    private static string[] GetValues(Option option) => !TakesValue(option) ? []
        : [.. option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label)
        .Order(StringComparer.Ordinal)];

    private static string BuildBash(RootCommand root)
    {
        var (paths, values, words) = (new StringBuilder(), new StringBuilder(), new StringBuilder());
        foreach (var (path, command) in EnumerateCommands(root))
        {
            var prefix = path.Length > 0 ? $" {path}" : "";
            paths.Append(path.Length > 0 ? $"            \"{prefix}\") path=\"{prefix}\" ;;\n" : "");
            words.Append("        \"").Append(prefix).Append("\") words=\"").AppendJoin(' ', GetWords(command)).Append("\" ;;\n");
            foreach (var option in command.Options.Where(option => GetValues(option).Length > 0))
            {
                values.Append("        \"").Append(prefix).Append(' ').Append(option.Name).Append("\") COMPREPLY=($(compgen -W \"")
                    .AppendJoin(' ', GetValues(option)).Append("\" -- \"$word\")); return ;;\n");
            }
        }

        return Texts.Read("completions.bash").Replace("{{paths}}", paths.ToString(), StringComparison.Ordinal)
            .Replace("{{values}}", values.ToString(), StringComparison.Ordinal)
            .Replace("{{words}}", words.ToString(), StringComparison.Ordinal);
    }

    private static string BuildFish(RootCommand root)
    {
        var script = new StringBuilder("# secretsentry completions fish > ~/.config/fish/completions/secretsentry.fish\n");
        foreach (var (path, command) in EnumerateCommands(root))
        {
            var condition = path.Length == 0 ? "__fish_use_subcommand"
                : string.Join("; and ", path.Split(' ').Select(word => $"__fish_seen_subcommand_from {word}"));
            var inners = GetSubcommands(command).Select(inner => inner.Name);
            var innerCondition = path.Length == 0 ? condition
                : $"{condition}; and not __fish_seen_subcommand_from {string.Join(' ', inners)}";
            foreach (var inner in GetSubcommands(command))
            {
                script.Append("complete -c secretsentry -f -n '").Append(innerCondition).Append("' -a ").Append(inner.Name).Append(" -d ")
                    .Append(Quote(inner.Description)).Append('\n');
            }

            foreach (var value in GetArgumentValues(command))
            {
                script.Append("complete -c secretsentry -f -n '").Append(condition).Append("' -a ").Append(value).Append('\n');
            }

            foreach (var option in command.Options.Where(option => !option.Hidden))
            {
                var values = GetValues(option);
                script.Append("complete -c secretsentry -n '").Append(condition).Append('\'')
                    .Append(string.Concat(GetNames(option).Select(FormatFishName)))
                    .Append(!TakesValue(option) ? "" : values.Length > 0 ? $" -x -a '{string.Join(' ', values)}'" : " -r").Append(" -d ")
                    .Append(Quote(option.Description)).Append('\n');
            }
        }

        return script.ToString();
    }

    private static string FormatFishName(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}"
        : name is ['-', var letter] && char.IsAsciiLetter(letter) ? $" -s {letter}" : "";

    private static string BuildPowerShell(RootCommand root)
    {
        var (values, words) = (new StringBuilder(), new StringBuilder());
        foreach (var (path, command) in EnumerateCommands(root))
        {
            words.Append("        '").Append(path).Append("' = '").AppendJoin(' ', GetWords(command)).Append("'\n");
            foreach (var option in command.Options.Where(option => GetValues(option).Length > 0))
            {
                values.Append("        '").Append($"{path} {option.Name}".Trim()).Append("' = '").AppendJoin(' ', GetValues(option))
                    .Append("'\n");
            }
        }

        return Texts.Read("completions.ps1").Replace("{{words}}", words.ToString(), StringComparison.Ordinal)
            .Replace("{{values}}", values.ToString(), StringComparison.Ordinal);
    }

    private static string Quote(string? text) =>
        $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
