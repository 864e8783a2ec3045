using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Files;
using SecretSentry.Patterns;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>report merge FILE...</c>: merges many reports into one, in any format.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Reports in json or jsonl format",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create() => new("report", "Work with reports")
    {
        new Command("merge", "Merge the reports of several runs into one (json, or jsonl without coverage)") { Files }
            .WithOptions(ReportOutput.Options).WithAction(Merge),
    };

    private static int Merge(ParseResult parsed, CancellationToken cancellation)
    {
        var output = ReportOutput.Create(parsed, Environment.CurrentDirectory);
        var files = parsed.GetValue(Files)!.Select(file =>
            (file, File.Exists(file) ? ForeignFile.ReadNamedBytes(file, Budgets.Report)
                : throw new UsageException($"the report '{file}' does not exist")))
            .ToArray();
#pragma warning disable RS0030 // the rules that are built in, by name
        var rules = BuiltInRules.Load().Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
#pragma warning restore RS0030
        var report = ReportReader.Merge(files, rules, ScanOptions.Version);
        output.Write(report, isQuiet: false, isVerbose: false);
        return ExitCode.From(new ScanOutcome(report.Findings, report.Coverage));
    }
}
