using System.Text;
using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd;

/// <summary>
/// Tests completions in the real shells, the manual page and docs/commands.md. Each is compared with the <c>--help</c> of every command.
/// tests/managers.sh installs the shells.
/// </summary>
public class CompletionTests
{
    /// <summary>What is typed, and one completion that must be offered.</summary>
    private static readonly (string Typed, string Offered)[] Cases =
    [
        ("secretsentry sc", "scan"), ("secretsentry baseline cr", "create"), ("secretsentry scan --format sa", "sarif"),
        ("secretsentry scan --hist", "--history"),
        ("secretsentry completions fi", "fish"), ("secretsentry hook pre-c", "pre-commit"),
        ("secretsentry purge verify --nee", "--needles-from"),
    ];

    [Fact]
    public void Bash_offers_every_command_option_and_value()
    {
        var script = new StringBuilder(Completions("bash"))
            .Append("\nask() { COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _secretsentry; echo \"== $*\"; printf '%s\\n' "
            + "\"${COMPREPLY[@]}\"; }\n");
        CheckShell(typed => script.Append("ask ").AppendJoin(' ', typed.Split(' ').Select(word => $"'{word}'"))
            .Append('\n'), () => Programs.Start("/bin/bash", ".", ["-c", script.ToString()]));
    }

    [Fact]
    public void Fish_offers_every_command_option_and_value()
    {
        var script = new StringBuilder(Completions("fish"));
        CheckShell(typed => script.Append($"echo '== {typed}'\ncomplete -C '{typed}' | string split -f1 \\t\n"),
            () => Programs.Start("fish", ".", ["--no-config", "-c", script.ToString()]));
    }

    [Fact]
    public void PowerShell_offers_every_command_option_and_value()
    {
        var script = new StringBuilder(Completions("powershell"));
        CheckShell(
            typed => script.Append($"Write-Output '== {typed}'\n[System.Management.Automation.CommandCompletion]::CompleteInput"
                + $"('{typed}', {typed.Length}, $null).CompletionMatches.CompletionText\n"),
            () => Programs.Start(Path.Combine(Programs.Managers, "dotnet", "pwsh"), ".", ["-NoProfile", "-NonInteractive", "-Command", "-"],
            [("POWERSHELL_TELEMETRY_OPTOUT", "1")], Encoding.UTF8.GetBytes(script.ToString()
            .Replace("\n", "\n\n", StringComparison.Ordinal))));
    }

    /// <summary>
    /// Runs an interactive zsh at its own terminal and presses Tab. The zsh script is the bash script, so the cases show whether it works
    /// in zsh.
    /// </summary>
    [Fact]
    public void Zsh_completes_when_tab_is_pressed()
    {
        var folder = Directory.CreateTempSubdirectory("secretsentry-zsh-").FullName;
        File.WriteAllText(Path.Combine(folder, "completions"), Completions("zsh"));
        var script =
            new StringBuilder("zmodload zsh/zpty; zpty shell zsh -f -i\nzpty -w shell 'autoload -U compinit; compinit -u -d "
            + $"{folder}/dump; source {folder}/completions; echo re$((1))ady'\nzpty -r shell text '*re1ady*'\n");
        foreach (var (typed, offered) in Cases)
        {
            script.Append($"zpty -w -n shell $'{typed}\\t'; zpty -r shell text '*{offered}*'; echo '{offered}'; zpty -w -n shell "
                + "$'\\x15'\n");
        }

        var run = Programs.Start("zsh", ".", ["-f", "-c", script.ToString()], [("TERM", "dumb"), ("COLUMNS", "400")]);
        Directory.Delete(folder, recursive: true);
        run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().Equal(Cases.Select(one => one.Offered), run.All);
    }

    [Fact]
    public void The_manual_page_names_every_command_and_option()
    {
        var page = Programs.Start(Programs.Secretsentry, ".", ["man"]).Output;
        var sections = Regex.Split(page.Replace("\\-", "-", StringComparison.Ordinal), "(?m)^\\.S[SH] ");
        foreach (var help in HelpPage.All.Where(help => !help.Subcommands.Any()))
        {
            var section = sections.Should().ContainSingle(text =>
                text.StartsWith($"secretsentry {help.Command}\n", StringComparison.Ordinal)).Subject;
            help.OptionNames.Where(name => !Regex.IsMatch(section, $"(?m)^\\.B (?:.*, )?{name}(?:,| |$)")).Should()
                .BeEmpty("the page contains every option of {0}", help.Command);
        }

        page.Should().StartWith(".TH SECRETSENTRY 1").And.Contain(".SH EXIT STATUS");
        var shown = Programs.Start("/bin/sh", ".", ["-c", "man --warnings -E UTF-8 -l - >/dev/null"], [("MANROFFSEQ", "")],
            Encoding.UTF8.GetBytes(page));
        shown.ExitCode.Should().Be(0, shown.All);
        shown.Error.Should().BeEmpty();
    }

    [Fact]
    public void The_commands_page_matches_the_help_of_the_program()
    {
        var made = Path.Combine(Programs.Top, "artifacts", "commands.md");
        File.WriteAllText(made, HelpPage.Markdown());
        File.ReadAllText(Path.Combine(Programs.Top, "docs", "commands.md")).Should()
            .Be(HelpPage.Markdown(), "docs/commands.md must be equal to {0}", made);
    }

    private static string Completions(string shell) => Programs.Start(Programs.Secretsentry, ".", ["completions", shell]).Output;

    /// <summary>Asks a shell for the completions after every command and in the <see cref="Cases"/>, and checks them.</summary>
    private static void CheckShell(Action<string> ask, Func<Run> answer)
    {
        foreach (var help in HelpPage.All)
        {
            ask($"secretsentry {help.Command} ".Replace("  ", " ", StringComparison.Ordinal));
            ask($"secretsentry {help.Command} -".Replace("  ", " ", StringComparison.Ordinal));
            ask($"secretsentry {help.Command} --".Replace("  ", " ", StringComparison.Ordinal));
        }

        Array.ForEach(Cases, one => ask(one.Typed));
        var run = answer();
        run.Error.Should().BeEmpty();
        var offered = run.Output.ReplaceLineEndings("\n").Split("== ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToLookup(lines => lines[0].TrimEnd(' '), lines => lines[1..], StringComparer.Ordinal);
        foreach (var help in HelpPage.All)
        {
            var command = $"secretsentry {help.Command}".TrimEnd();
            var all = new[] { command, $"{command} -", $"{command} --" }.SelectMany(typed => offered[typed]).SelectMany(one => one)
                .ToHashSet(StringComparer.Ordinal);
            help.OptionNames.Concat(help.Subcommands).Except(all).Should().BeEmpty("every option of '{0}' is offered", command);
        }

        foreach (var (typed, one) in Cases)
        {
            offered[typed].Single().Should().Contain(one, typed);
        }
    }
}
