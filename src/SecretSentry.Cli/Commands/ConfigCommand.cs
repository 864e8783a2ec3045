using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Reports;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>config show</c>: lists every setting with its origin.</summary>
internal static class ConfigCommand
{

    public static Command Create() => new("config", "Configuration: .secretsentry.toml, .gitleaks.toml, the user's own file")
    {
        new Command("show", "Show every setting in force, with the file and line where it is set") { ConfigFile, Folder }.WithAction(Show),
    };

    private static int Show(ParseResult parsed, CancellationToken cancellation)
    {
        var setup = CommandSetup.Load(parsed.GetValue(Folder)!, parsed.GetValue(ConfigFile), []);
        foreach (var line in setup.Policy.Show())
        {
            Screen.Out.WriteLine(Safe.Escape(line));
        }

        foreach (var notice in setup.Policy.Notices.Concat(setup.Policy.Unsupported))
        {
            Screen.Out.WriteLine($"note: {Safe.Escape(notice)}");
        }

        return ExitCode.Clean;
    }
}
