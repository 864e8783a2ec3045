using System.CommandLine;
using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Migration;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>migrate</c>: converts the settings of other tools, found at the top of the repository, to our files.</summary>
internal static class MigrateCommand
{
    private static readonly Option<bool> DryRun = CreateFlag("--dry-run", "Show what would be written, write nothing");

    public static Command Create() =>
        new Command("migrate", "Import settings of gitleaks, detect-secrets, git-secrets, talisman, ripsecrets and trufflehog")
        {
            DryRun, Folder,
        }.WithAction(Run);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (setup, isDryRun) = (CommandSetup.Load(parsed.GetValue(Folder)!, null, []), parsed.GetValue(DryRun));
        var plan = MigrationPlanner.Create(setup, cancellation);
        var top = ScanSetup.FindTop(setup.Options.Directory);
        var config = Path.Combine(top, PolicySources.FileName);
        if (plan.Configuration.Length > 0 && File.Exists(config) && !isDryRun)
        {
            throw new UsageException($"'{config}' already exists; add the settings that --dry-run shows by hand, or move the file");
        }

        Write(config, plan.Configuration, isDryRun);
        if (plan.Missing > 0)
        {
            Screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{plan.Missing} of {plan.Accepted} accepted entries are not reported by secretsentry, so they need no entry"));
        }

        Write(Path.Combine(top, IgnoreFile.Name), plan.IgnoreFile, isDryRun);
        foreach (var skipped in plan.Unsupported)
        {
            Screen.Out.WriteLine($"not imported: {Safe.Escape(skipped)}");
        }

        return ExitCode.Clean;
    }

    private static void Write(string file, string text, bool isDryRun)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!isDryRun)
        {
            new OutputFile(file, Path.GetDirectoryName(file)!).Write(text);
        }

        Screen.Out.WriteLine($"{(isDryRun ? "would write" : "wrote")} {Safe.Escape(file)}");
        if (isDryRun)
        {
            Screen.Out.WriteLine(string.Join('\n', text.TrimEnd().Split('\n').Select(Safe.Escape)));
        }
    }
}
