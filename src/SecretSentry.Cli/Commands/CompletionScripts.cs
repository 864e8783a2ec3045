using System.CommandLine;
using System.Text;

namespace SecretSentry.Cli.Commands;

/// <summary>Shell completions, made from the commands and options the program has.</summary>
internal static class CompletionScripts
{
    /// <summary>The shells that are known.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>The script for a shell.</summary>
    public static string For(string shell, RootCommand root) => shell switch
    {
        "bash" => Bash(root),
        "zsh" => "#compdef secretsentry\nautoload -U +X bashcompinit && bashcompinit\n" + Bash(root),
        "fish" => Fish(root),
        _ => PowerShell(root),
    };

    /// <summary>A command with the words that lead to it, as <c>rules list</c>.</summary>
    internal static IEnumerable<(string Path, Command Command)> All(Command command, string path = "")
    {
        yield return (path, command);
        foreach (var inner in InnersOf(command))
        {
            foreach (var one in All(inner, path.Length == 0 ? inner.Name : $"{path} {inner.Name}"))
            {
                yield return one;
            }
        }
    }

    /// <summary>The commands below one that are told.</summary>
    internal static IEnumerable<Command> InnersOf(Command command) => command.Subcommands.Where(inner => !inner.Hidden);

    internal static IEnumerable<string> NamesOf(Option option) => [option.Name, .. option.Aliases];

    private static IEnumerable<string> Words(Command command) =>
        InnersOf(command).Select(inner => inner.Name).Concat(ArgumentValues(command))
            .Concat(command.Options.Where(option => !option.Hidden).SelectMany(NamesOf)).Order(StringComparer.Ordinal);

    /// <summary>The values its arguments take, when they are few and known.</summary>
    private static IEnumerable<string> ArgumentValues(Command command) =>
        command.Arguments.SelectMany(argument => argument.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty))
        .Select(item => item.Label);

    private static bool TakesValue(Option option) => option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0;

    /// <summary>The values an option takes, when they are few and known.</summary>
    private static string[] ValuesOf(Option option) => !TakesValue(option) ? []
        : [.. option.GetCompletions(System.CommandLine.Completions.CompletionContext.Empty).Select(item => item.Label)
        .Order(StringComparer.Ordinal)];

    private static string Bash(RootCommand root)
    {
        var script = new StringBuilder("""
            # secretsentry completions bash: put it where your shell reads completions from, or: source <(secretsentry completions bash)
            _secretsentry() {
                local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} path= at
                for ((at = 1; at < COMP_CWORD; at++)); do
                    case "$path ${COMP_WORDS[at]}" in

            """);
        foreach (var (path, _) in All(root).Where(one => one.Path.Length > 0))
        {
            script.Append("            \" ").Append(path).Append("\") path=\" ").Append(path).Append("\" ;;\n");
        }

        script.Append("        esac\n    done\n    case \"$path $before\" in\n");
        foreach (var (path, command) in All(root))
        {
            foreach (var option in command.Options.Where(option => ValuesOf(option).Length > 0))
            {
                script.Append("        \"").Append(path.Length > 0 ? $" {path}" : "").Append(' ').Append(option.Name)
                    .Append("\") COMPREPLY=($(compgen -W \"").AppendJoin(' ', ValuesOf(option)).Append("\" -- \"$word\")); return ;;\n");
            }
        }

        script.Append("    esac\n    local words=\n    case \"$path\" in\n");
        foreach (var (path, command) in All(root))
        {
            script.Append("        \"").Append(path.Length > 0 ? $" {path}" : "").Append("\") words=\"").AppendJoin(' ', Words(command))
                .Append("\" ;;\n");
        }

        return script.Append("    esac\n    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n    [ ${#COMPREPLY[@]} -gt 0 ] || "
            + "COMPREPLY=($(compgen -f -- \"$word\"))\n}\ncomplete -o filenames -F _secretsentry secretsentry\n").ToString();
    }

    private static string Fish(RootCommand root)
    {
        var script = new StringBuilder("# secretsentry completions fish > ~/.config/fish/completions/secretsentry.fish\n");
        foreach (var (path, command) in All(root))
        {
            var condition = path.Length == 0 ? "__fish_use_subcommand"
                : string.Join("; and ", path.Split(' ').Select(word => $"__fish_seen_subcommand_from {word}"));
            var inners = InnersOf(command).Select(inner => inner.Name);
            var atInner = path.Length == 0 ? condition : $"{condition}; and not __fish_seen_subcommand_from {string.Join(' ', inners)}";
            foreach (var inner in InnersOf(command))
            {
                script.Append("complete -c secretsentry -f -n '").Append(atInner).Append("' -a ").Append(inner.Name).Append(" -d ")
                    .Append(Quoted(inner.Description)).Append('\n');
            }

            foreach (var value in ArgumentValues(command))
            {
                script.Append("complete -c secretsentry -f -n '").Append(condition).Append("' -a ").Append(value).Append('\n');
            }

            foreach (var option in command.Options.Where(option => !option.Hidden))
            {
                var values = ValuesOf(option);
                script.Append("complete -c secretsentry -n '").Append(condition).Append('\'')
                    .Append(string.Concat(NamesOf(option).Select(FishName)))
                    .Append(!TakesValue(option) ? "" : values.Length > 0 ? $" -x -a '{string.Join(' ', values)}'" : " -r").Append(" -d ")
                    .Append(Quoted(option.Description)).Append('\n');
            }
        }

        return script.ToString();
    }

    private static string FishName(string name) => name.StartsWith("--", StringComparison.Ordinal) ? $" -l {name[2..]}"
        : name is ['-', var letter] && char.IsAsciiLetter(letter) ? $" -s {letter}" : "";

    private static string PowerShell(RootCommand root)
    {
        var script = new StringBuilder("""
            # secretsentry completions powershell | Out-String | Invoke-Expression   (in your $PROFILE)
            Register-ArgumentCompleter -Native -CommandName secretsentry -ScriptBlock {
                param($word, $tree, $cursor)
                $words = @{

            """);
        foreach (var (path, command) in All(root))
        {
            script.Append("        '").Append(path).Append("' = '").AppendJoin(' ', Words(command)).Append("'\n");
        }

        script.Append("    }\n    $values = @{\n");
        foreach (var (path, command) in All(root))
        {
            foreach (var option in command.Options.Where(option => ValuesOf(option).Length > 0))
            {
                script.Append("        '").Append($"{path} {option.Name}".Trim()).Append("' = '").AppendJoin(' ', ValuesOf(option))
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

    private static string Quoted(string? text) =>
        $"'{(text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
