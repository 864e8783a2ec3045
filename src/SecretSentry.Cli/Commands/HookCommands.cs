using System.CommandLine;
using SecretSentry.Cli.Scanning;
using SecretSentry.Engine.Rules;
using SecretSentry.Git.Hooks;
using SecretSentry.Git.Staged;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Commands;

/// <summary><c>install</c>, <c>uninstall</c>, and <c>hook NAME</c>, which the installed stub calls.</summary>
internal static class HookCommands
{
    private const string PreCommit = "pre-commit";

    private static readonly Option<string> Directory = new("-C") { Description = "Run as if started in DIR", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public static Command Install()
    {
        var command = new Command("install", "Check every commit of this repository from now on") { Directory };
        command.SetAction(parsed => Told(HookInstaller.Install(parsed.GetValue(Directory)!, PreCommit, Stub(), Environment.ProcessPath!)));
        return command;
    }

    public static Command Uninstall()
    {
        var command = new Command("uninstall", "Take the hook away and put back what was there before") { Directory };
        command.SetAction(parsed => Told(HookInstaller.Uninstall(parsed.GetValue(Directory)!, PreCommit)));
        return command;
    }

    public static Command Hook()
    {
        var name = new Argument<string>("NAME") { Description = "Name of the hook" }.AcceptOnlyFromAmong(PreCommit);
        var rest = new Argument<string[]>("ARGS") { Description = "What git gave the hook", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("hook", "What the installed hook calls") { name, rest };
        command.SetAction(_ => RunPreCommit());
        return command;
    }

    private static int RunPreCommit()
    {
        if (SkippedBy() is { } variable)
        {
            Messages.Tell($"skipped, because {variable} is set; nothing was checked");
            return ExitCode.Clean;
        }

        var options = new ScanOptions { Directory = Environment.CurrentDirectory, Rules = ScanCommand.LoadRules(null, Environment.CurrentDirectory) };
        var outcome = StagedScan.Run(options, StagedSelection.Plain).Outcome;
        var blocking = outcome.Findings.Where(finding => finding.Confidence >= Confidence.Medium).ToArray();
        var report = new TextReport(Console.Error, Terminal.IsColored(Console.IsErrorRedirected));
        foreach (var told in outcome.Findings.Where(finding => finding.Confidence < Confidence.Medium))
        {
            Console.Error.WriteLine("secretsentry: worth a look, not blocking:");
            report.WriteFinding(told);
        }

        if (outcome.Coverage.Allowed > 0)
        {
            Messages.Tell($"{outcome.Coverage.Allowed} finding(s) accepted by a secretsentry:allow comment");
        }

        if (blocking.Length > 0)
        {
            var situation = WorkTree.Situation(options.Directory, [.. blocking.Select(finding => finding.Place.Path).Distinct(StringComparer.Ordinal)]);
            report.WriteBlocked(blocking, situation.IsFirstCommit, situation.FixedInWorkTree);
            return ExitCode.Findings;
        }

        if (!outcome.Coverage.IsComplete)
        {
            report.WriteCoverage(outcome.Coverage);
            return Messages.Fail(ExitCode.Incomplete, "commit blocked, because not everything could be read; see above, or pass once with git commit --no-verify");
        }

        return ExitCode.Clean;
    }

    /// <summary>The variable that asks to skip; SKIP is the pre-commit framework's, a list of hook names.</summary>
    private static string? SkippedBy()
    {
        if (Environment.GetEnvironmentVariable("SECRETSENTRY_SKIP") is { Length: > 0 } and not "0")
        {
            return "SECRETSENTRY_SKIP";
        }

        var names = (Environment.GetEnvironmentVariable("SKIP") ?? "").Split(',', StringSplitOptions.TrimEntries);
        return names.Contains("secretsentry", StringComparer.Ordinal) ? "SKIP" : null;
    }

    private static int Told(HookChange change)
    {
        Console.Out.WriteLine($"{change.Hook}: {change.What} ({Safe.Text(change.Path)})");
        return ExitCode.Clean;
    }

    private static string Stub()
    {
        using var stream = typeof(HookCommands).Assembly.GetManifestResourceStream("hook-stub")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
