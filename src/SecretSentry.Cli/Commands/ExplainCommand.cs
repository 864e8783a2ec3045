using System.CommandLine;
using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Reports;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Explain;
using SecretSentry.Scanning.Search;
using static SecretSentry.Cli.Setup.CommandOptions;

namespace SecretSentry.Cli.Commands;

/// <summary>
/// The command <c>explain FINGERPRINT|PATH:LINE</c>: shows the rule, the literal and the checks, and what accepts the finding or why
/// nothing is reported. With <c>--playbook</c> it also shows what to do.
/// </summary>
internal static class ExplainCommand
{
    private static readonly Argument<string> What = new("WHAT")
    {
        Description = "A fingerprint from a report, or PATH:LINE",
        HelpName = "FINGERPRINT|PATH:LINE",
    };
    private static readonly Option<bool> WithPlaybook = CreateFlag("--playbook", "Also show what to do about it, step by step");
    private static readonly Option<string[]> Baseline = CreateList("--baseline", "FILE", "File of accepted findings");

    public static Command Create() => new Command("explain", "Show why something is reported, or why it is not")
    {
        What, WithPlaybook, ConfigFile, Baseline, Folder,
    }.WithAction(Run);

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var setup = CommandSetup.Load(parsed.GetValue(Folder)!, parsed.GetValue(ConfigFile), parsed.GetValue(Baseline) ?? []);
        var what = parsed.GetValue(What)!;
        var rules = Fingerprints.IsWellFormed(what) ? ExplainFingerprint(what, setup, cancellation) : ExplainLocation(what, setup);
        if (parsed.GetValue(WithPlaybook))
        {
            foreach (var (rule, location) in rules)
            {
                Screen.Out.WriteLine();
                Screen.OwnTexts.WriteLine(Playbook.Format(rule, location));
            }
        }

        return ExitCode.Clean;
    }

    private static List<(Rule Rule, ForeignText Location)> ExplainFingerprint(string fingerprint, ScanSetup setup,
        CancellationToken cancellation)
    {
        var found = FingerprintSearch.FindFirst(setup, fingerprint, cancellation);
        if (found.Count == 0)
        {
            throw new UsageException($"no finding in the files or the history has the fingerprint "
                + $"'{fingerprint}'; to see why nothing is reported on a line, run: secretsentry explain PATH:LINE");
        }

        var explanation = new ExplanationWriter(setup, Screen.Out);
        foreach (var finding in found)
        {
            explanation.WriteFinding(finding);
        }

        return [.. found.Select(finding => (finding.Rule, new ForeignText(FormatLocation(finding.Location))))
            .DistinctBy(entry => RuleText.GetId(entry.Rule))];
    }

    private static List<(Rule Rule, ForeignText Location)> ExplainLocation(string what, ScanSetup setup)
    {
        var colon = what.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(what[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1)
        {
            throw new UsageException($"'{what}' is neither a fingerprint nor a line; valid values are "
                + $"0123456789abcdef0123 (from a report) and PATH:LINE");
        }

        return [.. new ExplanationWriter(setup, Screen.Out).WriteLine(what[..colon], line).Select(rule => (rule, new ForeignText(what)))];
    }

    private static string FormatLocation(Location location) =>
        string.Create(CultureInfo.InvariantCulture,
        $"{location.Path}:{location.Start.Line}{(location.Commit.Length > 0 ? $" in commit {location.Commit}" : "")}");
}
