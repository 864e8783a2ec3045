using System.CommandLine;
using SecretSentry.Cli.Output;
using SecretSentry.Patterns;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Cli.Commands;

/// <summary>The command <c>report merge FILE...</c>: merges many reports into one, in any format.</summary>
internal static class ReportCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "Reports in the form json or jsonl",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Create()
    {
        var merge = new Command("merge", "Make one report of the reports of several runs (json, or jsonl without coverage)") { Files };
        foreach (var option in ReportOutput.Options)
        {
            merge.Add(option);
        }

        merge.SetAction(Merge);
        return new("report", "Work with reports") { merge };
    }

    private static int Merge(ParseResult parsed)
    {
        var output = ReportOutput.Create(parsed, Environment.CurrentDirectory);
        var files = parsed.GetValue(Files)!.Select(file =>
            (file, File.Exists(file) ? File.ReadAllBytes(file) : throw new UsageException($"the report '{file}' does not exist")))
            .ToArray();
        var rules = BuiltInRules.Load().Rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal);
        var report = ReportReader.Merge(files, rules, ScanOptions.Version);
        output.Write(report, isQuiet: false, isVerbose: false);
        return ExitCode.From(new(report.Findings, report.Coverage));
    }
}
