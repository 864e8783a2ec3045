using System.CommandLine;
using System.Globalization;
using SecretSentry.Cli.Output;
using SecretSentry.Cli.Setup;
using SecretSentry.Engine.Bytes;
using SecretSentry.Engine.Explain;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Policy;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Policy.Configuration;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;
using SecretSentry.Scanning.History;

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
    private static readonly Option<bool> WithPlaybook = new("--playbook") { Description = "Also what to do about it, step by step" };
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "Configuration to use instead of the repository's own",
        HelpName = "FILE",
    };
    private static readonly Option<string[]> Baseline = new("--baseline") { Description = "File of accepted findings", HelpName = "FILE" };
    private static readonly Option<string> Directory = new("-C")
    {
        Description = "Run as if started in DIR",
        HelpName = "DIR",
        DefaultValueFactory = _ => ".",
    };

    public static Command Create()
    {
        var command = new Command("explain", "Why something is reported, or why it is not")
        {
            What, WithPlaybook, Config, Baseline, Directory,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var setup = CommandSetup.Load(parsed.GetValue(Directory)!, parsed.GetValue(Config), parsed.GetValue(Baseline) ?? []);
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

    private static List<(Rule Rule, string Location)> ExplainFingerprint(string fingerprint, ScanSetup setup, CancellationToken cancellation)
    {
        var options = setup.Options;
        var found = FindMatching(FileScan.Run(["."], options, cancellation).Findings);
        if (found.Length == 0 && Path.Exists(Path.Combine(ScanSetup.FindTop(options.Directory), ".git")))
        {
            found = FindMatching(HistoryScan.Run(options, null, _ => { }, cancellation).Findings);
        }

        if (found.Length == 0)
        {
            throw new UsageException($"no finding has the fingerprint '{fingerprint}', neither in the files nor in the history; explain "
                + $"PATH:LINE says why nothing is reported at a place");
        }

        var report = new TextReport(Console.Out, isColored: false);
        foreach (var finding in found)
        {
            report.WriteFinding(finding);
            if (finding.Location.Commit.Length == 0)
            {
                TraceLine(setup, finding.Location.Path, finding.Location.Start.Line);
            }
            else
            {
                WriteRecords(setup, finding);
            }
        }

        return [.. found.Select(finding => (finding.Rule, FormatLocation(finding.Location))).DistinctBy(entry => entry.Rule.Id)];

        Finding[] FindMatching(IReadOnlyList<Finding> findings) => [.. findings.Where(finding => Fingerprints.IsOf(finding, fingerprint))];
    }

    private static List<(Rule Rule, string Location)> ExplainLocation(string what, ScanSetup setup)
    {
        var colon = what.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(what[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var line) || line < 1)
        {
            throw new UsageException($"'{what}' is neither a fingerprint nor a place; valid are 0123456789abcdef (from a report) and "
                + $"PATH:LINE");
        }

        return [.. TraceLine(setup, what[..colon], line).Select(trace => (trace.Rule, what)).DistinctBy(entry => entry.Rule.Id)];
    }

    /// <summary>Prints everything about a line of a file. Returns the traces that are matches.</summary>
    private static List<RuleTrace> TraceLine(ScanSetup setup, string path, int line)
    {
        var full = Path.GetFullPath(path, setup.Options.Directory);
        if (!File.Exists(full))
        {
            throw new UsageException($"the file '{path}' does not exist; for something in history give its fingerprint");
        }

        var content = File.ReadAllBytes(full);
        var traces = new RuleTracer(setup.Options.Rules).Trace(content, path, line);
        var outcome = ScanAlone(setup, content, path);
        Console.Out.WriteLine(Safe.Escape(string.Create(CultureInfo.InvariantCulture, $"{path}:{line}")));
        foreach (var trace in traces)
        {
            WriteTrace(trace);
            if (trace.IsMatch)
            {
                WriteFate(trace, outcome, content, path, setup, line);
            }
        }

        Finding[] encoded =
            [.. outcome.Where(finding =>
            finding.Details.ContainsKey("decoded") && finding.Location.FirstLine <= line && line <= finding.Location.LastLine)];
        foreach (var finding in encoded)
        {
            Console.Out.WriteLine($"  {finding.Rule.Id}: reported; it stands there encoded ({Safe.Escape(finding.Details["decoded"])})");
            WriteRecords(setup, finding);
        }

        if (traces.Count + encoded.Length == 0)
        {
            Console.Out.WriteLine("  no rule's regex matches anything on this line, so nothing is reported. 'secretsentry rules list' "
                + "names the rules; an own rule goes into .secretsentry.toml.");
        }

        if (!setup.Options.Includes(path))
        {
            Console.Out.WriteLine("  the path is left out by include or exclude "
                + $"({GetOrigin(setup, SettingTable.Include)}{GetOrigin(setup, SettingTable.Exclude)})");
        }

        return [.. traces.Where(trace => trace.IsMatch)];
    }

    private static string GetOrigin(ScanSetup setup, Setting setting) =>
        setup.Policy.Settings.FindOrigin(setting) is { } origin ? $"{origin} " : "";

    private static List<Finding> ScanAlone(ScanSetup setup, byte[] content, string path)
    {
        var findings = new List<Finding>();
        new ContentScan(setup.Options, new Coverage()).Scan(content, path, findings);
        return findings;
    }

    private static void WriteTrace(RuleTrace trace)
    {
        Console.Out.WriteLine($"  {trace.Rule.Id} - {trace.Rule.Description}");
        var literal = trace.Literal.Length > 0 ? trace.Literal : "none; found by a keyword or by the regex alone";
        Console.Out.WriteLine($"      literal      {literal}");
        foreach (var step in trace.Steps)
        {
            Console.Out.WriteLine(Safe.Escape($"      {step.Name,-12} {(step.Passed ? "" : "NOT REPORTED: ")}{step.Detail}"));
        }

        foreach (var (name, text) in trace.Judgement?.EnumerateLines() ?? [])
        {
            Console.Out.WriteLine(Safe.Escape($"      {name,-12} {text}"));
        }
    }

    /// <summary>Prints what happened to a match that passed all checks of its own rule.</summary>
    private static void WriteFate(RuleTrace trace, List<Finding> reported, byte[] content, string path, ScanSetup setup, int line)
    {
        var own = reported.Find(finding => finding.Rule.Id == trace.Rule.Id && finding.Location.FirstLine <= line
            && line <= finding.Location.LastLine);
        if (own is not null)
        {
            WriteRecords(setup, own);
            Console.Out.WriteLine($"      rotate       {Safe.Escape(Rotation.Describe(trace.Rule))}");
            return;
        }

        var other = reported.Find(finding => finding.Location.FirstLine <= line && line <= finding.Location.LastLine);
        Console.Out.WriteLine(other is not null
            ? $"      NOT REPORTED: rule {other.Rule.Id} claims the same bytes and is surer or more specific"
            : $"      NOT REPORTED: {Safe.Escape(DescribeSuppression(trace, content, path, setup))}");
    }

    /// <summary>Repeats the checks of the scan to name the one that suppressed the match.</summary>
    private static string DescribeSuppression(RuleTrace trace, byte[] content, string path, ScanSetup setup)
    {
        var kind = ContentKinds.Detect(content);
        if (kind.GetUnitLength() == 1 && AllowComment.FindAccepting(content, kind, trace.Match, trace.Rule,
            setup.Options.Comments) is { } tool)
        {
            return $"a comment of the form of {tool} on its line accepts it";
        }

        return kind.GetUnitLength() == 1 && setup.Options.Allowlists?.Test()
            .FindAccepting(content, kind, trace.Match, null, trace.Rule, path) is { } list
            ? $"the allow-list at {list.Origin} accepts it{(list.List.Description.Length > 0 ? $": {list.List.Description}" : "")}"
            : "another rule claims the same bytes";
    }

    private static string FormatReason(string reason) => reason.Length > 0 ? $": {reason}" : "";

    private static void WriteRecords(ScanSetup setup, Finding finding)
    {
        var judgement = setup.Policy.Acceptances.Judge([finding], DateOnly.FromDateTime(DateTime.UtcNow), sawEverything: false);
        var least = setup.Policy.Settings.Get(SettingTable.MinConfidence);
        Console.Out.WriteLine(Safe.Escape(judgement.Accepted.Count > 0
            ? $"      ACCEPTED by {judgement.Accepted[0].By}{FormatReason(judgement.Accepted[0].Reason)}"
            : TestFindings.IsQuiet(finding) ? $"      COUNTED, not told: {TestFindings.Quiet}"
            : finding.Confidence < least
            ? $"      told only with --min-confidence {Names.Format(finding.Confidence)}; the least is {Names.Format(least)}"
            : $"      REPORTED{DescribeListing(setup.Stops, finding)}, fingerprint {judgement.Findings[0].Fingerprint}"));
        foreach (var notice in judgement.Notices)
        {
            Console.Out.WriteLine(Safe.Escape($"      {notice}"));
        }
    }

    private static string DescribeListing(StopDecision stops, Finding finding) =>
        stops.IsStopping(finding) ? "" : $" and listed, not stopping, as it {stops.DescribeReason(finding)}";

    private static string FormatLocation(Location location) =>
        string.Create(CultureInfo.InvariantCulture,
        $"{location.Path}:{location.Start.Line}{(location.Commit.Length > 0 ? $" in commit {location.Commit}" : "")}");
}
