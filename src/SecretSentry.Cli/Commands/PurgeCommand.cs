using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Purge;
using SecretSentry.Purge.Apply;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.SecondReader;
using SecretSentry.Purge.Verify;
using SecretSentry.Reports;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The commands <c>purge plan|apply|verify|undo|discard-backup</c>.</summary>
internal static class PurgeCommand
{
    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Number of threads (default: one per core)",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };
    private static readonly Option<string> SecondReader = new Option<string>("--second-reader")
    {
        Description = "Who reads all objects a second time for the proof: auto (libgit2, or git where libgit2 cannot), git, none",
        HelpName = "READER",
        DefaultValueFactory = _ => "auto",
    }.AcceptOnlyFromAmong("auto", "git", "none");
    private static readonly Option<bool> CommitReferences =
        CreateFlag("--update-mentions", "Also update ids of changed commits in commit messages");

    public static Command Create() => new("purge", "Remove secrets from history, change nothing else, prove that they are gone")
    {
        Plan(), Apply(), Verify(), Undo(), Discard(),
    };

    private static Command Plan()
    {
        var report = CreateOptionalText("--from-report", "FILE", "Remove the findings of a report of scan --history (json or jsonl)");
        var finding = CreateList("--finding", "FINGERPRINT", "Fingerprint of a finding; may be repeated");
        var rules = CreateOptionalText("--replace-text", "FILE", "Rules in the format of git-filter-repo");
        var replacement = CreateText("--replacement", "TEXT", "Text that replaces a secret", ReplaceTextFile.DefaultReplacement);
        var refs = CreateList("--refs", "GLOB", "Only refs that match (default: all)");
        var messages = CreateFlag("--messages", "Also in commit and tag messages");
        var identities = CreateFlag("--identities", "Also in names and email addresses of people");
        var paths = CreateFlag("--paths", "Also in file names");
        var refNames = CreateFlag("--refs-rename", "Also in branch and tag names");
        var brief = CreateFlag("--allow-short", "Also texts shorter than 8 bytes");
        var alternates = CreateFlag("--allow-alternates", "Also when objects are borrowed from another repository, which keeps them");
        var config = CreateOptionalText("--config", "FILE", "TOML file with rules to add, as for scan");
        var folder = CreateOptionalText("--out", "DIR", "Folder for the plan, outside the repository (default: beside it)");
        var command = new Command("plan", "Write a plan of what a purge would change; changes nothing")
        {
            report, finding, rules, replacement, refs, messages, identities, paths, refNames, CommitReferences, brief, alternates, config,
            folder, Threads, NoProgress, Folder,
        };
        return command.WithAction((parsed, cancellation) => PlanRun.Run(
            new()
            {
                Directory = GetDirectory(parsed),
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
            cancellation));
    }

    private static Command Apply()
    {
        var plan = new Argument<string>("PLAN") { Description = "Folder of the plan" };
        var inPlaceOption = CreateFlag("--in-place", "Rewrite the repository itself instead of a new bare clone");
        var to = CreateText("--to", "DIR", "Folder of the new clone (default: rewritten.git in the plan's folder)");
        var backup = CreateText("--backup", "DIR", "Folder for the backup (default: backup in the plan's folder)");
        var noBackup = CreateFlag("--no-backup", "Make no backup");
        var noVerify = CreateFlag("--no-verify", "Skip the proofs; run purge verify later");
        var cleanUp = CreateFlag("--clean-up", "With --in-place: also delete reflogs, drafts and all unreachable objects");
        var dropKeep = CreateFlag("--drop-keep", "With --clean-up: also delete packs that are marked to be kept");
        var confirm = CreateText("--confirm", "CHECKSUM", "Checksum of the plan, as purge plan printed it");
        var yes = CreateFlag("--yes", "Do not ask");
        var command = new Command("apply", "Apply a plan")
        {
            plan, inPlaceOption, to, backup, noBackup, noVerify, cleanUp, dropKeep, CommitReferences, confirm, yes, SecondReader, Threads,
            NoProgress,
        };
        return command.WithAction((parsed, cancellation) =>
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
                SecondReader = GetSecondReader(parsed),
                Threads = GetThreads(parsed),
            };
            if (!request.IsInPlace && (request.CleansUp || request.DropsKeep))
            {
                throw new UsageException("--clean-up and --drop-keep need --in-place; a new clone never contains the old objects");
            }

            return ApplyRun.Run(request, parsed.GetValue(confirm)!, parsed.GetValue(yes), !parsed.GetValue(NoProgress), cancellation);
        });
    }

    private static Command Verify()
    {
        var needles = new Option<string>("--needles-from")
        {
            Description = "Folder of a plan, or rules in the format of git-filter-repo",
            HelpName = "PLAN|FILE",
            Required = true,
        };
        var command = new Command("verify", "Prove that no secret is left, in any repository")
        {
            needles, SecondReader, Threads, NoProgress, Folder,
        };
        return command.WithAction((parsed, cancellation) =>
        {
            var request = new VerifyRequest
            {
                Directory = GetDirectory(parsed),
                NeedlesFrom = parsed.GetValue(needles)!,
                SecondReader = GetSecondReader(parsed),
                Threads = GetThreads(parsed),
            };
            var proof = Progress.RunPurge(!parsed.GetValue(NoProgress), report => PurgeVerify.Run(request, report, cancellation));
            return ApplyRun.Report(proof);
        });
    }

    private static Command Undo()
    {
        var backup = new Argument<string>("BACKUP") { Description = "Folder of the backup, or of the plan" };
        var command = new Command("undo", "Restore a repository to its state before purge apply --in-place") { backup };
        return command.WithAction((parsed, cancellation) =>
        {
            using var registration = cancellation.Register(() => Messages.Report(
                "interrupted; refs, stash or checkouts may have been restored in part; run the same command again to complete it"));
            PurgeVerify.Undo(parsed.GetValue(backup)!, Messages.Report);
            return ExitCode.Clean;
        });
    }

    private static Command Discard()
    {
        var backup = new Argument<string>("BACKUP") { Description = "Folder of the backup, or of the plan" };
        var command = new Command("discard-backup", "Delete a backup and the needles beside a plan; both contain the secret") { backup };
        return command.WithAction((parsed, _) =>
        {
            foreach (var file in PurgeVerify.Discard(parsed.GetValue(backup)!))
            {
                Screen.Out.WriteLine($"deleted {Safe.Escape(file)}");
            }

            return ExitCode.Clean;
        });
    }

    private static string GetDirectory(ParseResult parsed) => Path.GetFullPath(GetFolder(parsed));

    private static SecondReaderChoice GetSecondReader(ParseResult parsed) => parsed.GetValue(SecondReader) switch
    {
        "git" => SecondReaderChoice.Git,
        "none" => SecondReaderChoice.None,
        _ => SecondReaderChoice.Automatic,
    };

    private static int GetThreads(ParseResult parsed) => CheckThreads(parsed.GetValue(Threads));
}
