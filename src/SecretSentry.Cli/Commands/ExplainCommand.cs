using System.CommandLine;
using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Explain;
using SecretSentry.Scanning.Files;
using SecretSentry.Scanning.History;
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
                Console.Out.WriteLine();
                Console.Out.WriteLine(Playbook.Format(rule, location));
            }
        }

        return ExitCode.Clean;
    }

    private static List<(Rule Rule, string Location)> ExplainFingerprint(string fingerprint, ScanSetup setup,
        CancellationToken cancellation)
    {
        var options = setup.Options;
        var found = FindFindings(fingerprint, setup, cancellation);

        var report = new TextReport(Console.Out, isColored: false);
        foreach (var finding in found)
        {
            report.WriteFinding(finding);
            if (finding.Location.Commit.Length == 0)
            {
                WriteLine(setup, options.Directory == options.Top ? finding.Location.Path
                    : Path.Combine(options.Top, finding.Location.Path), finding.Location.Start.Line);
            }
            else
            {
                WriteCommitted(setup, finding);
            }
        }

        return [.. found.Select(finding => (finding.Rule, FormatLocation(finding.Location))).DistinctBy(entry => entry.Rule.Id)];
    }

    /// <summary>Returns the findings with a fingerprint: those in the files, or if there are none, those in the history.</summary>
    private static Finding[] FindFindings(string fingerprint, ScanSetup setup, CancellationToken cancellation)
    {
        var (options, wanted) = (setup.Options, new FingerprintSet());
        wanted.Add(fingerprint);
        var repository = ScanSetup.FindRepository(options.Directory);
        var isBare = repository is not null && !Path.Exists(Path.Combine(repository, ".git"));
        var found = isBare ? [] : FindMatching(FileScan.Run(["."], options, cancellation).Findings);
        if (found.Length == 0 && repository is not null)
        {
            found = FindMatching(HistoryScan.Run(options, null, _ => { }, cancellation).Findings);
        }

        return found.Length > 0 ? found : throw new UsageException($"no finding in the files or the history has the fingerprint "
            + $"'{fingerprint}'; to see why nothing is reported on a line, run: secretsentry explain PATH:LINE");

        Finding[] FindMatching(IReadOnlyList<Finding> findings) =>
            [.. setup.AddSalt(findings).Where(finding => wanted.FindOf(finding).Any())];
    }

    /// <summary>Prints the trace of a finding in a commit, and what becomes of it.</summary>
    private static void WriteCommitted(ScanSetup setup, Finding finding)
    {
        foreach (var match in new LineExplainer(setup).ExplainCommitted(finding.Location)?.Traces ?? [])
        {
            if (match.Trace.IsMatch && match.Trace.Rule.Id == finding.Rule.Id)
            {
                WriteTrace(match with { Fate = null, Suppression = "" });
                break;
            }
        }

        WriteFate(FindingFate.Find(setup, finding));
    }

    private static List<(Rule Rule, string Location)> ExplainLocation(string what, ScanSetup setup)
    {
        var colon = what.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(what[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1)
        {
            throw new UsageException($"'{what}' is neither a fingerprint nor a line; valid values are "
                + $"0123456789abcdef0123 (from a report) and PATH:LINE");
        }

        return [.. WriteLine(setup, what[..colon], line).Select(trace => (trace.Rule, what)).DistinctBy(entry => entry.Rule.Id)];
    }

    /// <summary>Prints everything about a line of a file. Returns the traces that are matches.</summary>
    private static IEnumerable<RuleTrace> WriteLine(ScanSetup setup, string path, int line)
    {
        var explanation = new LineExplainer(setup).Explain(path, line);
        Write(string.Create(CultureInfo.InvariantCulture, $"{path}:{line}"));
        foreach (var match in explanation.Traces)
        {
            WriteTrace(match);
        }

        foreach (var fate in explanation.Encoded)
        {
            Write($"  {fate.Finding.Rule.Id}: reported; the value is encoded ({fate.Finding.Details["decoded"]})");
            WriteFate(fate);
        }

        if (explanation.Traces.Count + explanation.Encoded.Count == 0)
        {
            Write("  no rule's regex matches anything on this line, so nothing is reported. 'secretsentry rules list' "
                + "lists the rules; add a rule of your own to .secretsentry.toml.");
            foreach (var (rule, literal) in explanation.NearMisses)
            {
                Write($"  {rule.Id}: '{literal}' is on the line, but the text around it does not match: {rule.Regex}");
            }
        }

        if (explanation.IsIgnored)
        {
            Write("  git ignores the file, so only a scan that names the file reads it, or one with --no-gitignore");
        }

        if (explanation.IsExcluded)
        {
            var origins = GetOrigin(setup, SettingTable.Include) + GetOrigin(setup, SettingTable.Exclude);
            Write($"  the path is skipped because of include or exclude ({origins})");
        }

        return explanation.Traces.Select(match => match.Trace).Where(trace => trace.IsMatch);
    }

    private static string GetOrigin(ScanSetup setup, Setting setting) =>
        setup.Policy.Settings.FindOrigin(setting) is { } origin ? $"{origin} " : "";

    private static void WriteTrace(TracedMatch match)
    {
        var trace = match.Trace;
        Write($"  {trace.Rule.Id} - {trace.Rule.Description}");
        Write($"      literal      {(trace.Literal.Length > 0 ? trace.Literal : "none; found by a keyword or by the regex alone")}");
        foreach (var step in trace.Steps)
        {
            Write($"      {step.Name,-12} {(step.Passed ? "" : "NOT REPORTED: ")}{step.Detail}");
        }

        foreach (var (name, text) in trace.Judgement?.EnumerateLines() ?? [])
        {
            Write($"      {name,-12} {text}");
        }

        if (match.Fate is { } fate)
        {
            WriteFate(fate);
            Write($"      rotate       {Rotation.Describe(trace.Rule)}");
        }
        else if (trace.IsMatch && match.Suppression.Length > 0)
        {
            Write($"      NOT REPORTED: {match.Suppression}");
        }
    }

    private static void WriteFate(FindingFate fate)
    {
        var (confidence, least) = (Names.Format(fate.Finding.Confidence), Names.Format(fate.MinConfidence));
        Write(fate.Acceptance is { } record ? $"      ACCEPTED by {record.By}{(record.Reason.Length > 0 ? $": {record.Reason}" : "")}"
            : fate.IsQuiet ? $"      COUNTED, not shown: {TestFindings.Quiet}"
            : fate.IsHidden ? $"      shown only with --min-confidence {confidence}; the current minimum is {least}"
            : $"      REPORTED{(fate.StopReason is { } reason ? $", but does not stop, because it {reason}" : "")}, "
                + $"fingerprint {fate.Judgement.Findings[0].Fingerprint}");
        foreach (var notice in fate.Judgement.Notices)
        {
            Write($"      {notice}");
        }
    }

    private static void Write(string line) => Console.Out.WriteLine(Safe.Escape(line));

    private static string FormatLocation(Location location) =>
        string.Create(CultureInfo.InvariantCulture,
        $"{location.Path}:{location.Start.Line}{(location.Commit.Length > 0 ? $" in commit {location.Commit}" : "")}");
}
