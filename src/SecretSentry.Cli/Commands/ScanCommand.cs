using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Git.Push;
using SecretSentry.Policy.Configuration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;
using SecretSentry.Scanning.History;
using SecretSentry.Scanning.Named;
using SecretSentry.Scanning.Staged;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>secretsentry scan</c>: from options to sources to a report.</summary>
internal static class ScanCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files and folders to scan (default: .)",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<bool> Staged = CreateFlag("--staged", "Scan what a commit would add: the index compared with HEAD");
    private static readonly Option<bool> WholeFile =
        CreateFlag("--whole-file", "With --staged: also scan lines that did not change");
    private static readonly Option<bool> History = CreateFlag("--history", "Scan every object of the repository, reachable or not");
    private static readonly Option<string> Range =
        CreateText("--range", "A..B", "Scan what the commits of a range added, written as in git: A..B");
    private static readonly Option<string> SinceCommit =
        CreateText("--since-commit", "COMMIT", "Scan what was added after a commit, on any ref");
    private static readonly Option<bool> Reachable = CreateFlag("--reachable", "With --history: only what is reachable from refs and HEAD");
    private static readonly Option<string[]> Refs =
        CreateList("--refs", "GLOB", "With --history: only what is reachable from matching refs");
    private static readonly Option<string[]> PathGlobs = CreateList("--path", "GLOB", "Scan only paths that match; same as --include");
    private static readonly Option<bool> AllowShallow = CreateFlag("--allow-shallow", "Accept a shallow or partial clone as complete");
    private static readonly Option<bool> AllIntroductions =
        CreateFlag("--all-introductions", "With --history: report every commit that added a secret, not only the first");
    private static readonly Option<string?> ReposFrom =
        CreateOptionalText("--repos-from", "FILE", "With --history: scan the repositories that a file lists, one per line");
    private static readonly Option<bool> Cache = new("--cache")
    {
        Description = "With --history: skip blobs that an earlier run found clean (default)",
        DefaultValueFactory = _ => true,
    };
    private static readonly Option<bool> NoCache = CreateFlag("--no-cache", "With --history: scan every blob and cache nothing");
    private static readonly Option<bool> Stdin = CreateFlag("--stdin", "Scan standard input");
    private static readonly Option<string> StdinPath =
        CreateText("--stdin-path", "NAME", "Name for standard input in the report", "(stdin)");
    private static readonly Option<string[]> Baseline =
        CreateList("--baseline", "FILE", "File of accepted findings: an ignore file, or a JSON report of ours or of gitleaks");
    private static readonly Option<string?> MinConfidence =
        new Option<string?>("--min-confidence")
        {
            Description =
        "Report findings of this confidence or higher (default: medium)"
        }.AcceptOnlyFromAmong("low", "medium", "high");
    private static readonly Option<bool> Strict =
        CreateFlag("--strict", "Every finding that is reported stops, also in tests and documentation");
    private static readonly Option<string[]> Include = CreateList("--include", "GLOB", "Scan only paths that match");
    private static readonly Option<string[]> Exclude = CreateList("--exclude", "GLOB", "Skip paths that match");
    private static readonly Option<int?> Threads = new("--threads")
    {
        Description = "Number of threads (default: one per core)",
        HelpName = "N",
    };
    private static readonly Option<bool> NoGitignore = CreateFlag("--no-gitignore", "Also scan ignored files");
    private static readonly Option<bool> NoDecode = CreateFlag("--no-decode", "Do not decode base64, hex and escapes");
    private static readonly Option<bool> ShowSecrets =
        CreateFlag("--show-secrets", "Show secrets in full; the report is then as sensitive as the secrets");
    private static readonly Option<bool> Quiet = CreateFlag("--quiet", "Print only errors");
    private static readonly Option<bool> Verbose =
        CreateFlag("--verbose", "Also show why a named value has its level, and how to rotate what was found");

    public static Command Create() => new Command("scan", "Scan files, the index, standard input or a whole history")
    {
        Paths, Staged, WholeFile, History, Range, SinceCommit, Reachable, Refs, PathGlobs, AllowShallow, AllIntroductions, ReposFrom,
        Cache, NoCache, Stdin, StdinPath, ConfigFile, Baseline, MinConfidence, Strict, Include, Exclude, Threads, NoGitignore, NoDecode,
        NoProgress, ShowSecrets, Quiet, Verbose, Folder,
    }.WithOptions(ReportOutput.Options).WithAction(Run);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RequireSingleSource(parsed);
        RequireChoices(parsed);
        ForgetInherited(parsed, parsed.GetValue(Paths) is { Length: > 0 } || parsed.GetValue(ReposFrom) is not null);
        var setup = LoadSetup(parsed, parsed.GetValue(Folder)!);
        var (output, started) = (ReportOutput.Create(parsed, setup.Options.Directory), DateTimeOffset.UtcNow);
        var outcome = Scan(parsed, setup, cancellation);
        output.Write(new(outcome.Findings, outcome.Coverage, ScanOptions.Version)
        {
            Hidden = outcome.Hidden,
            Scope = GetScope(parsed, setup.Options),
            Started = started,
            Ended = DateTimeOffset.UtcNow
        }, parsed.GetValue(Quiet), parsed.GetValue(Verbose));

        if (!outcome.Coverage.IsComplete)
        {
            var missed = outcome.Coverage.Unreadable.Select(u => $"{u.Key}: {u.Value}")
                .Concat(outcome.Coverage.Gaps.Select(gap => $"{gap}"));
            Messages.Report($"{Counted.Format(outcome.Coverage.Unreadable.Count + outcome.Coverage.Gaps.Count, "item")} could not be "
                + $"scanned completely, so the scan is incomplete: {missed.First()}");
        }

        return FindPurgedHistory(setup.Options) is { } purged ? Messages.Fail(ExitCode.Findings, purged.Message, purged.Recovery)
            : ExitCode.From(outcome);
    }

    /// <summary>Returns what was scanned, see <see cref="ScanReport.Scope"/>. A selection is named by a hash of its options.</summary>
    private static string GetScope(ParseResult parsed, ScanOptions options)
    {
        string[] selected =
        [
            .. parsed.GetValue(Paths) is { Length: > 0 } and not ["."] and var paths ? paths : [], options.Selection.Range,
            options.Selection.SinceCommit, .. options.Selection.Refs, options.Selection.IsReachableOnly ? "reachable" : "",
            .. parsed.GetValue(Include) ?? [], .. parsed.GetValue(PathGlobs) ?? [], "except", .. parsed.GetValue(Exclude) ?? [],
        ];
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', selected))))[..8];
        return parsed.GetValue(Staged) || parsed.GetValue(Stdin) ? "changes"
            : selected.Count(text => text.Length > 0) == 1 ? IsHistory(parsed) ? "history" : "files"
            : options.Selection.IsRange ? $"changes-{hash}" : $"selection-{hash}";
    }

    /// <summary>
    /// Returns the purged history that the commits of a range would bring back. Returns null for any other kind of scan, which introduces
    /// no commits.
    /// </summary>
    private static PurgedHistory? FindPurgedHistory(ScanOptions options) =>
        options.Selection.Range is { Length: > 0 } range
            ? PurgedCommits.Read(options.Directory).FindInRange(range) : null;

    /// <summary>Returns the outcome after the records of accepted findings were applied.</summary>
    private static ScanOutcome Scan(ParseResult parsed, ScanSetup setup, CancellationToken cancellation)
    {
        var options = setup.Options;
        if (parsed.GetValue(Staged))
        {
            return setup.ApplyBaseline(
                StagedScan.Run(options, StagedSelection.Plain with { CountsOldLines = () => parsed.GetValue(WholeFile) }).Outcome);
        }

        if (parsed.GetValue(Stdin))
        {
            using var input = Console.OpenStandardInput();
            return setup.ApplyBaseline(StdinScan.Run(input, parsed.GetValue(StdinPath)!, options));
        }

        var named = new NamedScan(setup, folder => LoadSetup(parsed, folder), cancellation);
        if (IsHistory(parsed))
        {
            return Progress.Run(!parsed.GetValue(NoProgress) && !parsed.GetValue(Quiet), report =>
                ReadRepositories(parsed, options) is { Count: > 0 } many
                ? named.ScanHistories(many, report)
                : setup.ApplyBaseline(HistoryScan.Run(options, null, report, cancellation), IsFullHistory(options)));
        }

        return named.ScanFiles(parsed.GetValue(Paths) is { Length: > 0 } given ? given : ["."]);
    }

    /// <summary>Requires that each choice of commits or paths says something.</summary>
    private static void RequireChoices(ParseResult parsed)
    {
        RequireText(parsed, Range, parsed.GetValue(Range)!);
        RequireText(parsed, SinceCommit, parsed.GetValue(SinceCommit)!);
        foreach (var option in new[] { Refs, PathGlobs, Include, Exclude })
        {
            RequireText(parsed, option, parsed.GetValue(option) ?? []);
        }

        var range = parsed.GetValue(Range)!;
        if (range.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(part => part.StartsWith("..", StringComparison.Ordinal))
            is { } half)
        {
            throw new UsageException($"the range '{half}' has nothing before its dots, so it would hold no commit; is a variable empty? "
                + "Write A..B");
        }
    }

    private static void RequireSingleSource(ParseResult parsed)
    {
        // The library treats a word that begins with a dash and is not an option as a path.
        if (parsed.GetValue(Paths)?.FirstOrDefault(path =>
            path.StartsWith('-') && !Path.Exists(Path.Combine(parsed.GetValue(Folder)!, path))) is { } misspelt)
        {
            throw new UsageException(UsageText.DescribeUnknown(misspelt, parsed.CommandResult.Command));
        }

        var sources = new[]
        {
            parsed.GetValue(Staged), IsHistory(parsed), parsed.GetValue(Stdin),
            !IsHistory(parsed) && parsed.GetValue(Paths) is { Length: > 0 },
        };
        if (sources.Count(isGiven => isGiven) > 1)
        {
            throw new UsageException("--staged, --history, --stdin and PATH cannot be combined; use one of them");
        }

        var choices = new[]
        {
            parsed.GetValue(Range) is { Length: > 0 }, parsed.GetValue(SinceCommit) is { Length: > 0 },
            parsed.GetValue(Reachable) || parsed.GetValue(Refs) is { Length: > 0 },
        };
        if (choices.Count(isGiven => isGiven) > 1)
        {
            throw new UsageException("--range, --since-commit and --reachable or --refs cannot be combined; use one of them");
        }
    }

    /// <summary>Returns the repositories for a scan of histories. Empty: only the repository of the current folder.</summary>
    private static List<string> ReadRepositories(ParseResult parsed, ScanOptions options)
    {
        List<string> repositories = [.. parsed.GetValue(Paths) ?? []];
        if (parsed.GetValue(ReposFrom) is { } list)
        {
            var file = Path.GetFullPath(list, options.Directory);
            repositories.AddRange(File.Exists(file) ? ForeignFile.ReadNamedText(file, Budgets.GitNames)
                .Split('\n', '\r').Select(line => line.Trim())
                .Where(line => line.Length > 0 && line[0] != '#')
                : throw new UsageException($"the list of repositories '{list}' does not exist"));
        }

        return repositories;
    }

    /// <summary>Returns whether history is scanned. Each option that selects commits implies it.</summary>
    private static bool IsHistory(ParseResult parsed) =>
        parsed.GetValue(History) || parsed.GetValue(ReposFrom) is not null || CreateSelection(parsed).ChoosesCommits;

    private static HistorySelection CreateSelection(ParseResult parsed) => new()
    {
        Range = parsed.GetValue(Range)!,
        SinceCommit = parsed.GetValue(SinceCommit)!,
        IsReachableOnly = parsed.GetValue(Reachable),
        Refs = parsed.GetValue(Refs) ?? [],
        AllowsShallow = parsed.GetValue(AllowShallow),
        ListsAll = parsed.GetValue(AllIntroductions),
        UsesCache = IsCached(parsed),
    };

    private static bool IsCached(ParseResult parsed) => parsed.GetValue(Cache) && !parsed.GetValue(NoCache);

    /// <summary>Returns whether a record without a finding is stale. That is so when the whole history was read.</summary>
    private static bool IsFullHistory(ScanOptions options) => !options.Selection.ChoosesCommits && options.Paths is null;

    /// <summary>
    /// Loads the setup of the repository that contains a folder. Options of the command line override settings of files. Files that are
    /// named on the command line are relative to the folder of <c>-C</c>.
    /// </summary>
    private static ScanSetup LoadSetup(ParseResult parsed, string folder)
    {
        var own = parsed.GetValue(Folder)!;
        string Resolve(string file) => folder == own ? file : Path.GetFullPath(file, Path.GetFullPath(own));
        var setup = CommandSetup.Load(folder, parsed.GetValue(ConfigFile) is { } config ? Resolve(config) : null,
            [.. (parsed.GetValue(Baseline) ?? []).Select(Resolve)]);
        var options = setup.Options;
        var (include, exclude) = ((string[])[.. parsed.GetValue(Include) ?? [], .. parsed.GetValue(PathGlobs) ?? []],
            parsed.GetValue(Exclude) ?? []);
        return setup with
        {
            MinConfidence = parsed.GetValue(MinConfidence) is { } least ? Enum.Parse<Confidence>(least, ignoreCase: true)
                : setup.Policy.Settings.Get(SettingTable.MinConfidence),
            Stops = parsed.GetValue(Strict) ? StopDecision.Strict : setup.Stops,
            Options = options with
            {
                Explains = parsed.GetValue(Verbose),
                KeepsSecrets = parsed.GetValue(ShowSecrets),
                Decodes = options.Decodes && !parsed.GetValue(NoDecode),
                HonoursGitignore = options.HonoursGitignore && !parsed.GetValue(NoGitignore),
                Threads = parsed.GetValue(Threads) is { } threads ? CheckThreads(threads) : options.Threads,
                Paths = ScanSetup.CreateMatcher(include.Length > 0 ? include
                : setup.Policy.Settings.Get(SettingTable.Include), [.. exclude, .. setup.Policy.Settings.Get(SettingTable.Exclude)]),
                Selection = CreateSelection(parsed),
                CacheKey = IsCached(parsed) ? CacheKeyVariable.Find() : null,
            },
        };
    }
}
