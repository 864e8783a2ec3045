using System.CommandLine;
using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.Repository;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Reports;
using SecretSentry.Scanning.Baseline;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Search;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The commands <c>baseline create|add|prune|migrate|merge-driver</c> for the file of accepted findings.</summary>
internal static class BaselineCommand
{
    private static readonly Option<string> File = new("--baseline")
    {
        Description = $"File of accepted findings (default: {IgnoreFile.Name} at the top of the repository)",
        HelpName = "FILE",
        DefaultValueFactory = _ => "",
    };
    private static readonly Option<bool> History = CreateFlag("--history", "Findings in the whole history instead of the files");
    private static readonly Option<string> Reason = CreateText("--reason", "TEXT", "Why the findings are accepted");
    private static readonly Option<string?> By = CreateOptionalText("--by", "WHO", "Who accepts the findings (default: user.email of git)");
    private static readonly Option<string?> Until =
        CreateOptionalText("--until", "YYYY-MM-DD", "Last day on which the findings are accepted");
    private static readonly Option<bool> DryRun = CreateFlag("--dry-run", "Show what would be removed, change nothing");
    private static readonly Argument<string[]> Fingerprints = new("FINGERPRINT")
    {
        Description = "Fingerprint from a report (default: all new findings)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Argument<string[]> Versions = new("FILE") { Description = "%O %A %B from git", Arity = new(3, 3) };

    public static Command Create() => new("baseline", "Manage the file of accepted findings")
    {
        Make(), Add(), Prune(), Migrate(), MergeDriver(),
    };

    private static Command Make() => new Command("create", "Accept all current findings, in a new file")
    {
        File, History, Reason, By, Until, ConfigFile, Folder,
    }.WithAction(RunCreate);

    private static int RunCreate(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, setup) = Open(parsed);
        var file = output.Path;
        if (System.IO.File.Exists(file))
        {
            throw new UsageException($"'{file}' already exists; to add findings, run: secretsentry baseline add");
        }

        return Write(parsed, output, [], Scan(parsed, setup, Confidence.Medium, cancellation));
    }

    private static Command Add() => new Command("add", "Accept some findings, or all new ones")
    {
        Fingerprints, File, History, Reason, By, Until, ConfigFile, Folder,
    }.WithAction(RunAdd);

    private static int RunAdd(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, setup) = Open(parsed);
        var file = output.Path;
        var wanted = parsed.GetValue(Fingerprints)!;
        var found = Scan(parsed, setup, wanted.Length > 0 ? Confidence.Low : Confidence.Medium, cancellation);
        var named = new NamedFindings(wanted.Where(Policy.Acceptance.Fingerprints.IsWellFormed), found);
        var chosen = wanted.Length == 0 ? found : [.. wanted.SelectMany(name => FindByFingerprint(name, named))];
        var before = System.IO.File.Exists(file) ? IgnoreFile.Parse(ForeignFile.ReadAllText(file, Budgets.Records), file) : [];
        return Write(parsed, output, before, chosen);
    }

    private static Command Prune() => new Command("prune", "Remove entries that match no finding in the files or the whole history")
    {
        File, DryRun, ConfigFile, Folder,
    }.WithAction(RunPrune);

    private static int RunPrune(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, setup) = Open(parsed);
        var file = output.Path;
        var entries = ReadEntries(file);
        if (new BaselineScan(setup, cancellation).SelectNeeded(entries) is not { } needed)
        {
            return Messages.Fail(ExitCode.Incomplete,
                "not everything could be read, so nothing was removed; 'secretsentry scan --history' shows what is missing");
        }

        foreach (var gone in entries.Except(needed))
        {
            Screen.Out.WriteLine(Safe.Escape(string.Create(CultureInfo.InvariantCulture,
                $"{file}:{gone.Line}: {gone.Fingerprint} {gone.Rule} no longer matches a finding")));
        }

        if (!parsed.GetValue(DryRun) && needed.Count < entries.Count)
        {
            output.Write(IgnoreFile.Format(needed));
        }

        Screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{needed.Count} kept, {entries.Count - needed.Count} {(parsed.GetValue(DryRun) ? "would be removed" : "removed")}"));
        return ExitCode.Clean;
    }

    private static Command Migrate() => new Command("migrate", "Convert entries of version 0.1.0 and entries with another salt")
    {
        File, DryRun, ConfigFile, Folder,
    }.WithAction(RunMigrate);

    /// <summary>
    /// Converts what it can. An entry that matches no finding cannot be converted, because only its secret has the new name.
    /// </summary>
    private static int RunMigrate(ParseResult parsed, CancellationToken cancellation)
    {
        var (output, setup) = Open(parsed);
        var file = output.Path;
        var entries = ReadEntries(file);
        if (new BaselineScan(setup, cancellation).Migrate(entries) is not { } migrated)
        {
            return Messages.Fail(ExitCode.Incomplete,
                "not everything could be read, so nothing was converted; 'secretsentry scan --history' shows what is missing");
        }

        var (changed, isDryRun) = (entries.Zip(migrated).Count(pair => pair.First != pair.Second), parsed.GetValue(DryRun));
        if (changed > 0 && !isDryRun)
        {
            output.Write(IgnoreFile.Format(migrated));
        }

        var left = migrated.Where(entry => SecretIdentity.IsOldFingerprint(entry.Fingerprint)).ToArray();
        Screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{changed} {(isDryRun ? "would be converted" : "converted")}, {entries.Count - changed} unchanged"));
        foreach (var entry in left)
        {
            Screen.Out.WriteLine(Safe.Escape(string.Create(CultureInfo.InvariantCulture,
                $"{file}:{entry.Line}: {entry.Fingerprint} {entry.Rule} matches no finding, so it stays in the format of version 0.1.0")));
        }

        return ExitCode.Clean;
    }

    /// <summary>The merge driver. git passes the ancestor, ours (which receives the result) and theirs.</summary>
    private static Command MergeDriver()
    {
        var command = new Command("merge-driver",
            $"For git: git config merge.secretsentry.driver 'secretsentry baseline merge-driver %O %A %B', and '{IgnoreFile.Name} "
            + $"merge=secretsentry' in .gitattributes")
        {
            Versions,
        };
        command.SetAction(parsed =>
        {
            var files = parsed.GetValue(Versions)!;
            var versions = files.Select(file => IgnoreFile.Parse(ForeignFile.ReadAllText(file, Budgets.Records), file)).ToArray();
            new OutputFile(files[1], Environment.CurrentDirectory)
                .Write(IgnoreFile.Format(IgnoreFile.Merge(versions[0], versions[1], versions[2])));
            return ExitCode.Clean;
        });
        return command;
    }

    private static (OutputFile File, ScanSetup Setup) Open(ParseResult parsed)
    {
        var setup = CommandSetup.Load(parsed.GetValue(Folder)!, parsed.GetValue(ConfigFile), []);
        var file = parsed.GetValue(File) is { Length: > 0 } given ? new OutputFile(given, setup.Options.Directory)
            : new(IgnoreFile.Name, ScanSetup.FindTop(setup.Options.Directory));
        return (file, setup);
    }

    private static IReadOnlyList<IgnoreEntry> ReadEntries(string file) => IgnoreFile.Parse(System.IO.File.Exists(file)
        ? ForeignFile.ReadAllText(file, Budgets.Records) : throw new UsageException($"'{file}' does not exist"), file);

    /// <summary>Returns the findings to accept. Nothing is accepted from what a scan could not read.</summary>
    private static IReadOnlyList<Finding> Scan(ParseResult parsed, ScanSetup setup, Confidence least, CancellationToken cancellation)
    {
        var (findings, gaps) = new BaselineScan(setup, cancellation).FindNew(parsed.GetValue(History), least);
        foreach (var gap in gaps)
        {
            Messages.Report($"not scanned: {gap}");
        }

        return findings;
    }

    private static IReadOnlyList<Finding> FindByFingerprint(string name, NamedFindings found) =>
        !Policy.Acceptance.Fingerprints.IsWellFormed(name)
            ? throw new UsageException($"'{name}' is not a fingerprint; copy one from a report, such as 0123456789abcdef0123")
        : found.Find(name) is { Count: > 0 } named ? named
            : throw new UsageException($"no new finding has the fingerprint '{name}'; to scan the history "
            + $"instead of the files, add --history");

    private static int Write(ParseResult parsed, OutputFile file, IReadOnlyList<IgnoreEntry> before, IReadOnlyList<Finding> findings)
    {
        var until = ReadUntil(parsed.GetValue(Until));
        var by = parsed.GetValue(By) ?? GetUserEmail(Path.GetDirectoryName(file.Path)!);
        var added =
            findings.Select(finding => IgnoreEntry.Create(finding) with { Reason = parsed.GetValue(Reason)!, By = by, Until = until })
            .DistinctBy(entry => entry.Fingerprint).ToArray();
        file.Write(IgnoreFile.Format(before.Concat(added)));
        Screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Safe.Escape(file.Path)}: {added.Length} accepted{(before.Count > 0 ? $", {before.Count} accepted before" : "")}. Commit "
            + $"the file. Rotate real secrets anyway."));
        return ExitCode.Clean;
    }

    private static DateOnly? ReadUntil(string? day) => day is null ? null
        : !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed)
            ? throw new UsageException($"--until is '{day}', which is not a valid date; a valid date looks like 2027-01-31")
        : parsed < DateOnly.FromDateTime(DateTime.UtcNow)
            ? throw new UsageException($"--until is '{day}', which is in the past, so nothing would be accepted; "
                + "specify today or a later day")
        : parsed;

    private static string GetUserEmail(string directory) =>
        ScanSetup.IsInWorkTree(directory) ? GitSettings.Get(directory, "user.email") : "";
}
