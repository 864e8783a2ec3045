using System.CommandLine;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Cli.Scanning;
using SecretSentry.Engine.Rules;
using SecretSentry.Patterns;
using SecretSentry.Policy.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

/// <summary><c>secretsentry scan</c>: options to sources to a report.</summary>
internal static class ScanCommand
{
    private static readonly Argument<string[]> Paths = new("PATH") { Description = "Files and folders to scan (default: .)", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<bool> Staged = new("--staged") { Description = "Scan what a commit would bring: the index against HEAD" };
    private static readonly Option<bool> WholeFile = new("--whole-file") { Description = "With --staged: also what stands on lines that did not change" };
    private static readonly Option<bool> History = new("--history") { Description = "Scan every object of the repository, reachable or not" };
    private static readonly Option<string> Range = new("--range") { Description = "Scan what the commits of a range brought, as git writes it: A..B", HelpName = "A..B", DefaultValueFactory = _ => "" };
    private static readonly Option<string> SinceCommit = new("--since-commit") { Description = "Scan what came after a commit, on any ref", HelpName = "COMMIT", DefaultValueFactory = _ => "" };
    private static readonly Option<bool> Reachable = new("--reachable") { Description = "With --history: only what refs and HEAD reach" };
    private static readonly Option<string[]> Refs = new("--refs") { Description = "With --history: only what refs reach whose names match", HelpName = "GLOB" };
    private static readonly Option<string[]> PathGlobs = new("--path") { Description = "Only paths that match; as --include", HelpName = "GLOB" };
    private static readonly Option<bool> AllowShallow = new("--allow-shallow") { Description = "A clone that is shallow or partial is no gap" };
    private static readonly Option<string?> ReposFrom = new("--repos-from") { Description = "With --history: scan the repositories that a file names, one a line", HelpName = "FILE" };
    private static readonly Option<bool> Cache = new("--cache") { Description = "With --history: pass over blobs that an earlier run found clean (default)", DefaultValueFactory = _ => true };
    private static readonly Option<bool> NoCache = new("--no-cache") { Description = "With --history: scan every blob, keep nothing" };
    private static readonly Option<bool> Stdin = new("--stdin") { Description = "Scan standard input" };
    private static readonly Option<string> StdinPath = new("--stdin-path") { Description = "Name for standard input in the report", HelpName = "NAME", DefaultValueFactory = _ => "(stdin)" };
    private static readonly Option<string> Format = new Option<string>("--format") { Description = "Form of the report", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json", "jsonl");
    private static readonly Option<string?> Output = new("--output") { Description = "Write the report there instead of standard output", HelpName = "FILE" };
    private static readonly Option<string?> Config = new("--config") { Description = "TOML file with rules to add", HelpName = "FILE" };
    private static readonly Option<string> MinConfidence = new Option<string>("--min-confidence") { Description = "Report findings from this confidence up", DefaultValueFactory = _ => "medium" }.AcceptOnlyFromAmong("low", "medium", "high");
    private static readonly Option<string[]> Include = new("--include") { Description = "Only paths that match", HelpName = "GLOB" };
    private static readonly Option<string[]> Exclude = new("--exclude") { Description = "Not the paths that match", HelpName = "GLOB" };
    private static readonly Option<int> Threads = new("--threads") { Description = "Threads for files (default: one per core)", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
    private static readonly Option<bool> NoGitignore = new("--no-gitignore") { Description = "Also scan ignored files" };
    private static readonly Option<bool> NoDecode = new("--no-decode") { Description = "Do not look into base64, hex and escapes" };
    private static readonly Option<bool> NoProgress = new("--no-progress") { Description = "No progress display" };
    private static readonly Option<bool> ShowSecrets = new("--show-secrets") { Description = "Show secrets in full; the report is then as dangerous as they are" };
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Only the exit code, and errors" };
    private static readonly Option<bool> Verbose = new("--verbose") { Description = "Also how to rotate what was found" };
    private static readonly Option<string> Directory = new("-C") { Description = "Run as if started in DIR", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public static Command Create()
    {
        var command = new Command("scan", "Scan files, the index, standard input or a whole history")
        {
            Paths, Staged, WholeFile, History, Range, SinceCommit, Reachable, Refs, PathGlobs, AllowShallow, ReposFrom, Cache, NoCache, Stdin, StdinPath, Format, Output, Config, MinConfidence, Include, Exclude, Threads, NoGitignore, NoDecode, NoProgress, ShowSecrets, Quiet, Verbose, Directory,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        RequireOneSource(parsed);
        var options = OptionsOf(parsed);
        var output = OutputOf(parsed, options.Directory);
        var outcome = Scan(parsed, options, cancellation);
        if (!parsed.GetValue(Quiet) || output is not null)
        {
            Write(parsed, output, new(outcome.Findings, outcome.Coverage, ScanOptions.Version));
        }

        if (!outcome.Coverage.IsComplete)
        {
            Messages.Tell($"{outcome.Coverage.Unreadable.Count + outcome.Coverage.Gaps.Count} thing(s) could not be scanned fully, so this is no clean bill: {outcome.Coverage.Unreadable.Select(u => $"{u.Key}: {u.Value}").Concat(outcome.Coverage.Gaps).First()}");
        }

        return ExitCode.Of(outcome);
    }

    private static ScanOutcome Scan(ParseResult parsed, ScanOptions options, CancellationToken cancellation)
    {
        if (parsed.GetValue(Staged))
        {
            return StagedScan.Run(options, StagedSelection.Plain with { CountsOldLines = () => parsed.GetValue(WholeFile) }).Outcome;
        }

        if (parsed.GetValue(Stdin))
        {
            using var input = Console.OpenStandardInput();
            return StdinScan.Run(input, parsed.GetValue(StdinPath)!, options);
        }

        if (IsHistory(parsed))
        {
            return Progress.While(!parsed.GetValue(NoProgress) && !parsed.GetValue(Quiet), report => Repositories(parsed, options) is { Count: > 0 } many
                ? RepositoriesScan.Run(many, options, report, cancellation)
                : HistoryScan.Run(options, new(), report, cancellation));
        }

        var paths = parsed.GetValue(Paths) is { Length: > 0 } given ? given : ["."];
        return FileScan.Run(paths, options, cancellation);
    }

    private static void RequireOneSource(ParseResult parsed)
    {
        var sources = new[] { parsed.GetValue(Staged), IsHistory(parsed), parsed.GetValue(Stdin), !IsHistory(parsed) && parsed.GetValue(Paths) is { Length: > 0 } };
        if (sources.Count(isGiven => isGiven) > 1)
        {
            throw new UsageException("--staged, --history, --stdin and PATH exclude each other; give one of them");
        }

        var choices = new[] { parsed.GetValue(Range) is { Length: > 0 }, parsed.GetValue(SinceCommit) is { Length: > 0 }, parsed.GetValue(Reachable) || parsed.GetValue(Refs) is { Length: > 0 } };
        if (choices.Count(isGiven => isGiven) > 1)
        {
            throw new UsageException("--range, --since-commit and --reachable or --refs exclude each other; give one of them");
        }
    }

    /// <summary>The repositories of a scan of histories; none: the one of the current folder.</summary>
    private static List<string> Repositories(ParseResult parsed, ScanOptions options)
    {
        List<string> repositories = [.. parsed.GetValue(Paths) ?? []];
        if (parsed.GetValue(ReposFrom) is { } list)
        {
            var file = Path.GetFullPath(list, options.Directory);
            repositories.AddRange(File.Exists(file) ? File.ReadAllLines(file).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#') : throw new UsageException($"the list of repositories '{list}' does not exist"));
        }

        return repositories;
    }

    /// <summary>Each option that chooses commits asks for history.</summary>
    private static bool IsHistory(ParseResult parsed) => parsed.GetValue(History) || parsed.GetValue(ReposFrom) is not null || SelectionOf(parsed).ChoosesCommits;

    private static HistorySelection SelectionOf(ParseResult parsed) => new()
    {
        Range = parsed.GetValue(Range)!,
        SinceCommit = parsed.GetValue(SinceCommit)!,
        IsReachableOnly = parsed.GetValue(Reachable),
        Refs = parsed.GetValue(Refs) ?? [],
        AllowsShallow = parsed.GetValue(AllowShallow),
        UsesCache = parsed.GetValue(Cache) && !parsed.GetValue(NoCache),
    };

    private static ScanOptions OptionsOf(ParseResult parsed)
    {
        var directory = parsed.GetValue(Directory)!;
        if (!System.IO.Directory.Exists(directory))
        {
            throw new UsageException($"the folder '{directory}' of -C does not exist");
        }

        return new ScanOptions
        {
            Directory = Path.GetFullPath(directory),
            Rules = LoadRules(parsed.GetValue(Config), Path.GetFullPath(directory)),
            MinConfidence = Enum.Parse<Confidence>(parsed.GetValue(MinConfidence)!, ignoreCase: true),
            KeepsSecrets = parsed.GetValue(ShowSecrets),
            Decodes = !parsed.GetValue(NoDecode),
            HonoursGitignore = !parsed.GetValue(NoGitignore),
            Threads = parsed.GetValue(Threads) is > 0 and <= 256 and var threads ? threads : throw new UsageException($"--threads is '{parsed.GetValue(Threads)}'; valid are 1 to 256"),
            Paths = MatcherOf([.. parsed.GetValue(Include) ?? [], .. parsed.GetValue(PathGlobs) ?? []], parsed.GetValue(Exclude) ?? []),
            Selection = SelectionOf(parsed),
        };
    }

    /// <summary>The built-in rules and those of <paramref name="config"/>, a path seen from <paramref name="directory"/>.</summary>
    internal static RuleSet LoadRules(string? config, string directory)
    {
        var rules = BuiltInRules.Load();
        if (config is null)
        {
            return rules;
        }

        var file = Path.GetFullPath(config, directory);
        if (!File.Exists(file))
        {
            throw new UsageException($"the configuration '{config}' does not exist");
        }

        var all = rules.With(RuleReader.Read(File.ReadAllText(file), config));
        foreach (var slow in all.WholeContentRules.Where(rule => all.Rules[rule].Regex.Length > 0))
        {
            Messages.Tell($"rule '{all.Rules[slow].Id}' has no fixed text to search for and is run over every byte; expect a slow scan");
        }

        return all;
    }

    private static Matcher? MatcherOf(string[] include, string[] exclude)
    {
        if (include.Length + exclude.Length == 0)
        {
            return null;
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(include.Length == 0 ? ["**/*"] : include);
        matcher.AddExcludePatterns(exclude);
        return matcher;
    }

    /// <summary>Full path of the report's file, in a folder that exists; null: standard output.</summary>
    private static string? OutputOf(ParseResult parsed, string directory)
    {
        if (parsed.GetValue(Output) is not { } file)
        {
            return null;
        }

        var full = Path.GetFullPath(file, directory);
        return System.IO.Directory.Exists(Path.GetDirectoryName(full)) ? full : throw new UsageException($"the folder of the output file '{file}' does not exist; make it first");
    }

    private static void Write(ParseResult parsed, string? file, ScanReport report)
    {
        using var stream = file is null ? Console.OpenStandardOutput() : File.Create(file);
        using var buffered = new BufferedStream(stream, 1 << 16);
        try
        {
            switch (parsed.GetValue(Format))
            {
                case "json":
                    JsonReport.Write(buffered, report);
                    break;
                case "jsonl":
                    JsonReport.WriteLines(buffered, report);
                    break;
                default:
                    using (var text = new StreamWriter(buffered, leaveOpen: true) { NewLine = "\n" })
                    {
                        new TextReport(text, file is null && Terminal.IsColored(Console.IsOutputRedirected)).Write(report, parsed.GetValue(Verbose));
                    }

                    break;
            }

            buffered.Flush();
        }
        catch (IOException) when (file is null)
        {
            // The reader has seen enough (a closed pipe, as with `| head`); the exit code still tells.
            BrokenPipe.Silence();
        }
    }
}
