using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Findings;
using SecretSentry.Git.Repository;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Policy.Migration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>migrate</c>: converts the settings of other tools, found at the top of the repository, to our files.</summary>
internal static class MigrateCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Show what would be written, write nothing" };
    private static readonly Option<string> Directory = new("-C")
    {
        Description = "Run as if started in DIR",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public static Command Create()
    {
        var command =
            new Command("migrate", "Take over settings of gitleaks, detect-secrets, git-secrets, talisman, ripsecrets and trufflehog")
        {
            DryRun, Directory,
        };
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(CommandSetup.Load(parsed.GetValue(Directory)!, null, []), parsed.GetValue(DryRun), cancellation)));
        return command;
    }

    private static int Run(ScanSetup setup, bool isDryRun, CancellationToken cancellation)
    {
        var top = ScanSetup.FindTop(setup.Options.Directory);
        var parts = ReadParts(top);
        if (parts.Count == 0)
        {
            throw new UsageException($"'{top}' has no settings of another tool; looked for {string.Join(", ", OtherTools.Files)} and "
                + $"git-secrets' patterns in git's configuration");
        }

        var (config, ignore) = (Path.Combine(top, PolicySources.FileName), Path.Combine(top, IgnoreFile.Name));
        var toml = parts.Any(part => part.HasConfiguration) ? Migrated.FormatToml(parts) : "";
        if (toml.Length > 0 && File.Exists(config) && !isDryRun)
        {
            throw new UsageException($"'{config}' exists already; take over by hand what --dry-run shows, or move it away");
        }

        Write(config, toml, isDryRun);
        Write(ignore, BuildEntries(setup, parts, ignore, cancellation), isDryRun);
        foreach (var skipped in parts.SelectMany(part => part.Unsupported))
        {
            Console.Out.WriteLine($"not carried over: {Safe.Escape(skipped)}");
        }

        return ExitCode.Clean;
    }

    private static List<Migrated> ReadParts(string top)
    {
        List<Migrated> parts = [.. OtherTools.Read(top)];
        var (patterns, allowed) = Path.Exists(Path.Combine(top, ".git"))
            ? (GitSettings.GetAll(top, "secrets.patterns"), GitSettings.GetAll(top, "secrets.allowed")) : ([], []);
        if (patterns.Count + allowed.Count > 0)
        {
            parts.Add(OtherTools.ReadGitSecrets(patterns, allowed));
        }

        return parts;
    }

    /// <summary>
    /// Returns the text of the ignore file. Another tool names accepted findings by location or by hash. Only a scan can tell which
    /// findings of ours these are.
    /// </summary>
    private static string BuildEntries(ScanSetup setup, List<Migrated> parts, string file, CancellationToken cancellation)
    {
        var wanted = parts.SelectMany(part => part.Accepted).ToArray();
        if (wanted.Length == 0)
        {
            return "";
        }

        var findings = FileScan.Run(["."], setup.Options with
        {
            Directory = ScanSetup.FindTop(setup.Options.Directory),
            KeepsSecrets = true,
        },
            cancellation).Findings;
        var before = File.Exists(file) ? IgnoreFile.Parse(File.ReadAllText(file), file) : [];
        var salt = before.Select(entry => Fingerprints.GetSalt(entry.Fingerprint)).FirstOrDefault(item => item.Length > 0)
            ?? Fingerprints.CreateSalt();
        var (entries, missing) = (new List<IgnoreEntry>(), 0);
        foreach (var item in wanted)
        {
            IgnoreEntry[] own = [.. findings.Where(finding => Matches(item, finding))
                .Select(finding => IgnoreEntry.Create(finding, salt) with { Reason = item.Reason })];
            entries.AddRange(own);
            missing += own.Length == 0 ? 1 : 0;
        }

        if (missing > 0)
        {
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{missing} of {wanted.Length} accepted entries are not reported by secretsentry, so they need no record"));
        }

        return entries.Count == 0 ? "" : IgnoreFile.Format(before.Concat(entries));
    }

    private static bool Matches(AcceptedElsewhere accepted, Finding finding) => accepted.File == finding.Location.Path
        && (accepted.Line == 0 || (finding.Location.FirstLine <= accepted.Line && accepted.Line <= finding.Location.LastLine)
        || (accepted.Sha1.Length > 0
        && Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(finding.Secret ?? ""))) == accepted.Sha1));

    private static void Write(string file, string text, bool isDryRun)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!isDryRun)
        {
            File.WriteAllText(file, text);
        }

        Console.Out.WriteLine($"{(isDryRun ? "would write" : "wrote")} {Safe.Escape(file)}");
        if (isDryRun)
        {
            Console.Out.WriteLine(string.Join('\n', text.TrimEnd().Split('\n').Select(Safe.Escape)));
        }
    }
}
