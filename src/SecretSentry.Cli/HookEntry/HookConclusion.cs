using SecretSentry.Cli.Output;
using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;

namespace SecretSentry.Cli.HookEntry;

/// <summary>The last two steps of every hook: decide, then report the decision and return the exit code.</summary>
/// <param name="run">The call of the hook.</param>
/// <param name="subject">What may be blocked: commit, merge, patch, push.</param>
internal sealed class HookConclusion(HookRun run, string subject)
{
    /// <summary>The command that shows the findings that do not block. Empty: there is none.</summary>
    public string ShowAll { get; init; } = "";

    /// <summary>
    /// Applies the policies to what was found, reports what was accepted by whom, and decides. A policy is a comment, an ignore file, a
    /// baseline, a setting.
    /// </summary>
    /// <exception cref="UsageException">The git setting <c>secretsentry.blockFrom</c> is not valid.</exception>
    public HookDecision Decide(ScanOutcome found)
    {
        var outcome = run.Setup.ApplyBaseline(found);
        foreach (var (by, count) in outcome.Coverage.Accepted)
        {
            Messages.Report($"{Counted.Format(count, "finding")} accepted by {by}");
        }

        foreach (var notice in GetNotices(outcome.Coverage))
        {
            Messages.Report(notice);
        }

        return HookDecision.Create(outcome, outcome.Findings.Count == 0 ? run.Setup.Stops : GetStopDecision());
    }

    /// <summary>Reports a decision and returns the exit code.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="message">The texts for the blocking findings. Null: there are none.</param>
    public int Report(HookDecision decision, HookMessage? message)
    {
        if (decision is { Blocking.Count: 0, NonBlocking.Count: 0, Coverage: { IsComplete: true, Allowed: 0 } })
        {
            return ExitCode.Clean;
        }

        var report = new HookReport(Screen.Reports, Terminal.IsColored(Console.IsErrorRedirected));
        if (message is not null)
        {
            report.WriteBlocked($"{subject} blocked - {Counted.Format(decision.Blocking.Count, "secret")} in {message.Places}",
                message.Findings, message.Remedies);
        }

        report.WriteNonBlocking(decision.NonBlocking, ShowAll);
        if (decision.Coverage.Allowed > 0)
        {
            Messages.Report($"{Counted.Format(decision.Coverage.Allowed, "finding")} accepted by a secretsentry:allow comment");
        }

        if (!decision.Coverage.IsComplete)
        {
            report.WriteGaps(decision.Coverage);
        }

        return decision.Blocks ? Reject(decision.Blocking.Count > 0 ? ExitCode.Findings : ExitCode.Incomplete) : ExitCode.Clean;
    }

    /// <summary>
    /// Returns the notices to print. Every hook reports what the configuration switches off, except hooks for messages. For the same commit
    /// the staged check has reported it already: one commit, one line. Parts of a configuration that have no effect switch nothing off and
    /// are not reported.
    /// </summary>
    private IEnumerable<string> GetNotices(Coverage coverage) =>
        coverage.Notices.Except(run.Setup.Policy.Unsupported.Concat(run.JudgesMessage ? run.Setup.Policy.Notices : [])
            .Select(ForeignText.FromString)).Select(notice => notice.ToString());

    /// <summary>Returns which findings stop. The user's own git setting overrides settings of files.</summary>
    private StopDecision GetStopDecision() => run.Settings["secretsentry.blockFrom"].ToLowerInvariant() switch
    {
        "" => run.Setup.Stops,
        "low" => StopDecision.From(Confidence.Low),
        "medium" => StopDecision.From(Confidence.Medium),
        "high" => StopDecision.From(Confidence.High),
        var other => throw new UsageException(
            $"the git setting secretsentry.blockFrom is '{other}'; valid values are low, medium and high"),
    };

    private int Reject(int code)
    {
        if (code == ExitCode.Incomplete)
        {
            Messages.Report($"{subject} blocked, because not everything could be read; see above, or skip the check once with --no-verify");
        }

        if ((run.AsksUser || run.Settings.IsTrue("secretsentry.interactive"))
            && TerminalQuestion.Ask($"Allow this {subject} anyway? [y/N] "))
        {
            Messages.Report($"passed by hand: the {subject} continues despite the problems above");
            SkippedRun.Audit(run, "passed by hand");
            return ExitCode.Clean;
        }

        return code;
    }
}
