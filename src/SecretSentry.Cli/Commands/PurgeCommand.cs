using System.CommandLine;
using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Purge;
using SecretSentry.Purge.Apply;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

/// <summary>The commands <c>purge plan|apply|verify|undo|discard-backup</c>.</summary>
internal static class PurgeCommand
{
    private static readonly Option<string> Directory = new("-C")
    {
        Description = "Run as if started in DIR",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Threads for searching (default: one per core)",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };
    private static readonly Option<bool> NoProgress = new("--no-progress") { Description = "No progress display" };
    private static readonly Option<bool> CommitReferences = new("--update-mentions")
    {
        Description = "Also bring ids of changed commits in their messages along",
    };

    public static Command Create() => new("purge", "Remove secrets from history, change nothing else, prove that they are gone")
    {
        Plan(), Apply(), Verify(), Undo(), Discard(),
    };

    private static Command Plan()
    {
        var report = new Option<string?>("--from-report")
        {
            Description = "Findings of a report (json or jsonl) of scan --history",
            HelpName = "FILE",
        };
        var finding = new Option<string[]>("--finding")
        {
            Description = "Fingerprint of a finding; may be repeated",
            HelpName = "FINGERPRINT",
        };
        var rules = new Option<string?>("--replace-text") { Description = "Rules as git-filter-repo takes them", HelpName = "FILE" };
        var replacement = new Option<string>("--replacement")
        {
            Description = "What stands where a secret stood",
            HelpName = "TEXT",
            DefaultValueFactory = _ => ReplaceTextFile.DefaultReplacement,
        };
        var refs = new Option<string[]>("--refs") { Description = "Only refs that match (default: all)", HelpName = "GLOB" };
        var messages = new Option<bool>("--messages") { Description = "Also in messages of commits and tags" };
        var identities = new Option<bool>("--identities") { Description = "Also in names and mails of people" };
        var paths = new Option<bool>("--paths") { Description = "Also in names of files" };
        var refNames = new Option<bool>("--refs-rename") { Description = "Also in names of branches and tags" };
        var brief = new Option<bool>("--allow-short") { Description = "Also texts shorter than 8 bytes" };
        var alternates = new Option<bool>("--allow-alternates")
        {
            Description = "Also when objects are borrowed from another repository, which keeps them",
        };
        var config = new Option<string?>("--config") { Description = "TOML file with rules to add, as for scan", HelpName = "FILE" };
        var folder = new Option<string?>("--out")
        {
            Description = "Folder for the plan, outside of the repository (default: beside it)",
            HelpName = "DIR",
        };
        var command = new Command("plan", "Find out and write down what a purge would change; changes nothing")
        {
            report, finding, rules, replacement, refs, messages, identities, paths, refNames, CommitReferences, brief, alternates, config,
                folder,
                Threads, NoProgress, Directory,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(RunGuarded(() => PlanRun.Run(
            new()
            {
                Directory = GetFolder(parsed),
                Report = parsed.GetValue(report),
                Fingerprints = parsed.GetValue(finding) ?? [],
                RulesFile = parsed.GetValue(rules),
                Replacement = parsed.GetValue(replacement)!,
                RefGlobs = parsed.GetValue(refs) ?? [],
                Scope = new(parsed.GetValue(messages), parsed.GetValue(identities), parsed.GetValue(paths), parsed.GetValue(refNames),
                parsed.GetValue(CommitReferences)),
                AllowsShort = parsed.GetValue(brief),
                AllowsAlternates = parsed.GetValue(alternates),
                Config = parsed.GetValue(config),
                Out = parsed.GetValue(folder),
                Threads = GetThreads(parsed),
                ShowsProgress = !parsed.GetValue(NoProgress),
            },
            cancellation))));
        return command;
    }

    private static Command Apply()
    {
        var plan = new Argument<string>("PLAN") { Description = "Folder of the plan" };
        var inPlaceOption = new Option<bool>("--in-place") { Description = "Rewrite the repository itself instead of a new bare clone" };
        var to = new Option<string>("--to")
        {
            Description = "Folder of the new clone (default: rewritten.git in the plan's folder)",
            HelpName = "DIR",
            DefaultValueFactory = _ => "",
        };
        var backup = new Option<string>("--backup")
        {
            Description = "Folder for the backup (default: backup in the plan's folder)",
            HelpName = "DIR",
            DefaultValueFactory = _ => "",
        };
        var noBackup = new Option<bool>("--no-backup") { Description = "No backup" };
        var noVerify = new Option<bool>("--no-verify") { Description = "No proofs; run purge verify later" };
        var cleanUp = new Option<bool>("--clean-up")
        {
            Description = "With --in-place: also take away reflogs, drafts and all objects that nothing reaches",
        };
        var dropKeep = new Option<bool>("--drop-keep") { Description = "With --clean-up: also packs that are marked to be kept" };
        var confirm = new Option<string>("--confirm")
        {
            Description = "Checksum of the plan, as purge plan printed it",
            HelpName = "CHECKSUM",
            DefaultValueFactory = _ => "",
        };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new Command("apply", "Carry out a plan")
        {
            plan, inPlaceOption, to, backup, noBackup, noVerify, cleanUp, dropKeep, CommitReferences, confirm, yes, Threads, NoProgress,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(RunGuarded(() =>
        {
            var request = new ApplyRequest
            {
                Plan = parsed.GetValue(plan)!,
                IsInPlace = parsed.GetValue(inPlaceOption),
                Target = parsed.GetValue(to)!,
                Backup = parsed.GetValue(backup)!,
                HasBackup = !parsed.GetValue(noBackup),
                IsVerified = !parsed.GetValue(noVerify),
                CleansUp = parsed.GetValue(cleanUp),
                DropsKeep = parsed.GetValue(dropKeep),
                CommitReferences = parsed.GetValue(CommitReferences),
                Threads = GetThreads(parsed),
            };
            if (!request.IsInPlace && (request.CleansUp || request.DropsKeep))
            {
                throw new UsageException("--clean-up and --drop-keep go with --in-place; a new clone never holds the old objects");
            }

            return ApplyRun.Run(request, parsed.GetValue(confirm)!, parsed.GetValue(yes), !parsed.GetValue(NoProgress), cancellation);
        })));
        return command;
    }

    private static Command Verify()
    {
        var needles = new Option<string>("--needles-from")
        {
            Description = "Folder of a plan, or rules as git-filter-repo takes them",
            HelpName = "PLAN|FILE",
            Required = true,
        };
        var command = new Command("verify", "Prove that nothing is left, in any repository") { needles, Threads, NoProgress, Directory };
        command.SetAction((parsed, cancellation) => Task.FromResult(RunGuarded(() =>
        {
            var proof = PurgeProgress.Run(!parsed.GetValue(NoProgress), report =>
                PurgeVerify.Run(GetFolder(parsed), parsed.GetValue(needles)!, GetThreads(parsed), report, cancellation));
            return ApplyRun.Report(proof);
        })));
        return command;
    }

    private static Command Undo()
    {
        var backup = new Argument<string>("BACKUP") { Description = "Folder of the backup, or of the plan" };
        var command = new Command("undo", "Put a repository back as it was before purge apply --in-place") { backup };
        command.SetAction(parsed => RunGuarded(() =>
        {
            PurgeVerify.Undo(parsed.GetValue(backup)!, Messages.Report);
            return ExitCode.Clean;
        }));
        return command;
    }

    private static Command Discard()
    {
        var backup = new Argument<string>("BACKUP") { Description = "Folder of the backup, or of the plan" };
        var command = new Command("discard-backup", "Delete a backup and the needles beside a plan: they hold the secret") { backup };
        command.SetAction(parsed => RunGuarded(() =>
        {
            foreach (var file in PurgeVerify.Discard(parsed.GetValue(backup)!))
            {
                Console.Out.WriteLine($"deleted {Safe.Escape(file)}");
            }

            return ExitCode.Clean;
        }));
        return command;
    }

    private static string GetFolder(ParseResult parsed) => System.IO.Directory.Exists(parsed.GetValue(Directory))
        ? Path.GetFullPath(parsed.GetValue(Directory)!)
        : throw new UsageException($"the folder '{parsed.GetValue(Directory)}' of -C does not exist");

    private static int GetThreads(ParseResult parsed) => parsed.GetValue(Threads) is > 0 and <= 256 and var threads ? threads
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture,
        $"--threads is '{parsed.GetValue(Threads)}'; valid are 1 to 256"));

    /// <summary>Turns the failure of a purge into one sentence and its exit code.</summary>
    private static int RunGuarded(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (PurgeException e)
        {
            return Messages.Fail(e.Failure switch
            {
                PurgeFailure.Usage => ExitCode.Usage,
                PurgeFailure.Rejected => ExitCode.Incomplete,
                PurgeFailure.Changed => ExitCode.Changed,
                _ => ExitCode.Unproved
            }, e.Message);
        }
    }
}
