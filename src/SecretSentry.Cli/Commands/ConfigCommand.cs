using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>config show</c>: lists every setting with its origin.</summary>
internal static class ConfigCommand
{
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "Configuration to use instead of the repository's own",
        HelpName = "FILE",
    };
    private static readonly Option<string> Directory = new("-C")
    {
        Description = "Run as if started in DIR",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public static Command Create()
    {
        var show = new Command("show", "Every setting in force, with the file and line it comes from") { Config, Directory };
        show.SetAction(parsed =>
        {
            var setup = CommandSetup.Load(parsed.GetValue(Directory)!, parsed.GetValue(Config), []);
            foreach (var line in setup.Policy.Show())
            {
                Console.Out.WriteLine(Safe.Escape(line));
            }

            foreach (var notice in setup.Policy.Notices.Concat(setup.Policy.Unsupported))
            {
                Console.Out.WriteLine($"note: {Safe.Escape(notice)}");
            }

            return ExitCode.Clean;
        });
        return new("config", "Configuration: .secretsentry.toml, .gitleaks.toml, the user's own file") { show };
    }
}
