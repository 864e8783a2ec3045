using SecretSentry.Cli.Output;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.Setup;

/// <summary>The setup of a command, from its options and what the machine says.</summary>
internal static class CommandSetup
{
    /// <summary>As <see cref="ScanSetup.Load"/>; its warnings are printed.</summary>
    /// <param name="directory">Where the program is to work.</param>
    /// <param name="config">A configuration to read instead of the repository's own; null: none.</param>
    /// <param name="baselines">More files of accepted findings.</param>
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
        foreach (var warning in setup.Warnings)
        {
            Messages.Report(warning);
        }

        return setup;
    }

    /// <summary>As the platform has it: XDG_CONFIG_HOME, ~/.config, or %APPDATA%.</summary>
    private static string? GetUserFile() => Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData) is { Length: > 0 } folder
        ? Path.Combine(folder, "secretsentry", "config.toml") : null;
}
