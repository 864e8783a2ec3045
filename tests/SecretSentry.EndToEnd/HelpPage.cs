using System.Text;
using System.Text.RegularExpressions;

namespace SecretSentry.EndToEnd;

/// <summary>The help page of the program or of one of its commands. Tests compare the other documentation with it.</summary>
/// <param name="Command">Words of the command, as <c>rules list</c>. Empty for the program itself.</param>
/// <param name="Text">Text of the whole page.</param>
public sealed record HelpPage(string Command, string Text)
{
    private static readonly Lazy<IReadOnlyList<HelpPage>> Pages = new(() => [.. Read("")]);

    /// <summary>The pages of the program and of all its commands. They are read once.</summary>
    public static IReadOnlyList<HelpPage> All => Pages.Value;

    /// <summary>Command-line arguments that call the command.</summary>
    public string[] Words => Command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string Description => Section("Description")[0].Trim();

    /// <summary>
    /// The options as the page lists them: names with their values, and their meaning. Options that every command has are left out.
    /// </summary>
    public IEnumerable<(string Names, string Meaning)> Options =>
        Columns("Options").Where(one => !Regex.IsMatch(one.Left, "--(help|version)$"));

    public IEnumerable<(string Names, string Meaning)> Arguments => Columns("Arguments");

    /// <summary>All names of all options, with their dashes.</summary>
    public IEnumerable<string> OptionNames =>
        Options.SelectMany(one => Regex.Matches(one.Names, "(?<=^|, )--?[A-Za-z][A-Za-z-]*").Select(name => name.Value));

    public IEnumerable<string> Subcommands => Columns("Commands").Select(one => one.Left.Split(' ')[0]);

    /// <summary>Returns the page docs/commands.md: all commands with their options.</summary>
    public static string Markdown()
    {
        var page =
            new StringBuilder("# Commands and options\n\nThe output of `--help` for every command. A test compares this page with "
            + "the program. Every command has `-h`, `--help`; the exit codes are in the [README](../README.md#exit-codes).\n");
        foreach (var command in All.Where(page => !page.Subcommands.Any()))
        {
            page.Append($"\n## secretsentry {command.Command}\n\n{command.Description}.\n");
            (string Names, string Meaning)[] rows = [.. command.Arguments, .. command.Options];
            page.Append(rows.Length > 0 ? "\n| | |\n|---|---|\n" : "");
            foreach (var (names, meaning) in rows)
            {
                page.Append($"| `{names.Replace("|", "\\|", StringComparison.Ordinal)}` | "
                    + $"{meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
            }
        }

        return page.ToString();
    }

    private static IEnumerable<HelpPage> Read(string command)
    {
        var page = new HelpPage(command, "");
        page = page with { Text = Programs.Start(Programs.Secretsentry, ".", [.. page.Words, "--help"]).Output };
        return [page, .. page.Subcommands.SelectMany(inner => Read($"{command} {inner}".Trim()))];
    }

    private string[] Section(string title) =>
        Regex.Match(Text, $"(?m)^{title}:\n((?:  .*\n)+)").Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private IEnumerable<(string Left, string Right)> Columns(string title) => Section(title)
        .Select(line => Regex.Match(line, "^  (.+?)(?:  +(.*))?$")).Select(parts => (parts.Groups[1].Value, parts.Groups[2].Value));
}
