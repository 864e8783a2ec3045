using System.CommandLine;
using System.Text;

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
        var script = new StringBuilder("""
            # secretsentry completions bash: put it where your shell reads completions from, or: source <(secretsentry completions bash)
            _secretsentry() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path= at
                for ((at = 1; at < COMP_CWORD; at++)); do
                    case "$path ${COMP_WORDS[at]}" in

            """);
        foreach (var (path, _) in EnumerateCommands(root).Where(entry => entry.Path.Length > 0))
        {
            script.Append("            \" ").Append(path).Append("\") path=\" ").Append(path).Append("\" ;;\n");
        }

        script.Append("        esac\n    done\n    case \"$path $before\" in\n");
        foreach (var (path, command) in EnumerateCommands(root))
        {
            foreach (var option in command.Options.Where(option => GetValues(option).Length > 0))
            {
                script.Append("        \"").Append(path.Length > 0 ? $" {path}" : "").Append(' ').Append(option.Name)
                    .Append("\") COMPREPLY=($(compgen -W \"").AppendJoin(' ', GetValues(option)).Append("\" -- \"$word\")); return ;;\n");
            }
        }

        script.Append("    esac\n    local words=\n    case \"$path\" in\n");
        foreach (var (path, command) in EnumerateCommands(root))
        {
            script.Append("        \"").Append(path.Length > 0 ? $" {path}" : "").Append("\") words=\"").AppendJoin(' ', GetWords(command))
                .Append("\" ;;\n");
        }

        return script.Append("    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    [ ${#COMPREPLY[@]} -gt 0 ] || "
            + "COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _secretsentry secretsentry\n").ToString();
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
        var script = new StringBuilder("""
            # secretsentry completions powershell | Out-String | Invoke-Expression   (in your $PROFILE)
            Register-ArgumentCompleter -Native -CommandName secretsentry -ScriptBlock {
                param($word, $tree, $cursor)
                $words = @{

            """);
        foreach (var (path, command) in EnumerateCommands(root))
        {
            script.Append("        '").Append(path).Append("' = '").AppendJoin(' ', GetWords(command)).Append("'\n");
        }

        script.Append("    }\n    $values = @{\n");
        foreach (var (path, command) in EnumerateCommands(root))
        {
            foreach (var option in command.Options.Where(option => GetValues(option).Length > 0))
            {
                script.Append("        '").Append($"{path} {option.Name}".Trim()).Append("' = '").AppendJoin(' ', GetValues(option))
                    .Append("'\n");
            }
        }

        return script.Append("""
                }
                $elements = @($tree.CommandElements | Select-Object -Skip 1 | ForEach-Object { "$_" })
                $path = ''
                foreach ($element in $elements) {
                    $next = "$path $element".Trim()
                    if ($words.ContainsKey($next)) { $path = $next }
                }
                $before = $elements | Select-Object -Last 1
                if ($word) { $before = $elements | Select-Object -Last 2 | Select-Object -First 1 }
                $offered = if ($values.ContainsKey("$path $before".Trim())) { $values["$path $before".Trim()] } else { $words[$path] }
                $offered -split ' ' | Where-Object { $_ -and $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """).ToString();
    }

    private static string Quote(string? text) =>
        $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
