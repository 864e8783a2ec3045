using SecretSentry.Cli.Output;
using SecretSentry.Engine.Rules;
using SecretSentry.Findings;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.HookEntry;

/// <summary>
/// Turns findings into an exit code, in the same way for every hook. Findings that stop block (<see cref="StopDecision"/>;
/// <c>secretsentry.blockFrom</c> sets a limit instead). Other findings are reported in one line. What could not be read blocks. All
/// policies have been applied before: findings accepted by a comment, an ignore file or a baseline are already removed.
/// </summary>
internal static class HookDecision
{
    public static int Decide(HookRun run, ScanOutcome found, HookWords words)
    {
        var outcome = run.Setup.ApplyBaseline(found);
        foreach (var notice in outcome.Coverage.Accepted.Select(entry =>
            $"{Counted.Format(entry.Value, "finding")} accepted by {entry.Key}")
            .Concat(GetNotices(run, outcome.Coverage)))
        {
            Messages.Report(notice);
        }

        if (outcome.Findings.Count == 0 && outcome.Coverage is { IsComplete: true, Allowed: 0 })
        {
            return ExitCode.Clean;
        }

        var decision = outcome.Findings.Count == 0 ? run.Setup.Stops : GetStopDecision(run);
        var blocking = outcome.Findings.Where(decision.IsStopping).ToArray();
        var report = new HookReport(Console.Error, Terminal.IsColored(Console.IsErrorRedirected));
        if (blocking.Length > 0)
        {
            report.WriteBlocked($"{words.Subject} blocked - {Counted.Format(blocking.Length, "secret")} in {words.Where(blocking)}",
                blocking,
                words.Notes, [.. words.Remedies(blocking)]);
        }

        report.WriteNonBlocking([.. outcome.Findings.Where(finding => !decision.IsStopping(finding))], words.ShowAll);
        if (outcome.Coverage.Allowed > 0)
        {
            Messages.Report($"{Counted.Format(outcome.Coverage.Allowed, "finding")} accepted by a secretsentry:allow comment");
        }

        if (!outcome.Coverage.IsComplete)
        {
            report.WriteGaps(outcome.Coverage);
        }

        return blocking.Length > 0 || !outcome.Coverage.IsComplete
            ? Reject(run, words, blocking.Length > 0 ? ExitCode.Findings : ExitCode.Incomplete) : ExitCode.Clean;
    }

    /// <summary>
    /// Returns the notices to print. Every hook reports what the configuration switches off, except hooks for messages. For the same commit
    /// the staged check has reported it already: one commit, one line. Parts of a configuration that have no effect switch nothing off and
    /// are not reported.
    /// </summary>
    private static IEnumerable<string> GetNotices(HookRun run, Coverage coverage) =>
        coverage.Notices.Except(run.Setup.Policy.Unsupported).Except(run.JudgesMessage ? run.Setup.Policy.Notices : []);

    /// <summary>Returns the decision. The user's own git setting overrides settings of files.</summary>
    private static StopDecision GetStopDecision(HookRun run) => run.Settings["secretsentry.blockFrom"].ToLowerInvariant() switch
    {
        "" => run.Setup.Stops,
        "low" => StopDecision.From(Confidence.Low),
        "medium" => StopDecision.From(Confidence.Medium),
        "high" => StopDecision.From(Confidence.High),
        var other => throw new UsageException($"the git setting secretsentry.blockFrom is '{other}'; valid are low, medium and high"),
    };

    private static int Reject(HookRun run, HookWords words, int code)
    {
        if (code == ExitCode.Incomplete)
        {
            Messages.Report($"{words.Subject} blocked, because not everything could be read; see above, or pass once with --no-verify");
        }

        if ((run.AsksUser || run.Settings.IsTrue("secretsentry.interactive"))
            && TerminalQuestion.Ask($"Let this {words.Subject} pass all the same? [y/N] "))
        {
            Messages.Report($"passed by hand: the {words.Subject} goes on with what is named above");
            SkippedRun.Audit(run, "passed by hand");
            return ExitCode.Clean;
        }

        return code;
    }
}
