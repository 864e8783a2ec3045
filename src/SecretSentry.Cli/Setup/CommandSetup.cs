using SecretSentry.Cli.Output;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.Setup;

/// <summary>Loads the setup of a command from its options and the machine.</summary>
internal static class CommandSetup
{
    /// <summary>As <see cref="ScanSetup.Load"/>. Also prints the warnings, and masks what the rules find.</summary>
    /// <param name="directory">The folder to work in.</param>
    /// <param name="config">A configuration to read instead of the repository's own. Null: none.</param>
    /// <param name="baselines">Additional files of accepted findings.</param>
    public static ScanSetup Load(string directory, string? config, IReadOnlyList<string> baselines)
    {
        var setup = ScanSetup.Load(new(directory)
        {
            Config = config,
            Baselines = baselines,
            UserFile = GetUserFile(),
            Threads = Environment.ProcessorCount,
            Program = Environment.ProcessPath,
        });
        SecretMasking.AddFirst(setup.Options.Found.Mask);
        if (setup.Policy.ChangesRules)
        {
            SecretMasking.AddForeign(new SecretMask(() => setup.Options.Rules).Mask);
        }

        foreach (var warning in setup.Warnings)
        {
            Messages.Report(warning);
        }

        return setup;
    }

    /// <summary>Returns the platform's location: XDG_CONFIG_HOME, ~/.config, or %APPDATA%.</summary>
    private static string? GetUserFile() => Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) is { Length: > 0 } folder
        ? Path.Combine(folder, "secretsentry", "config.toml") : null;
}
