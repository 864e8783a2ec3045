using SecretSentry.Cli.Scanning;
using SecretSentry.Engine.Findings;
using SecretSentry.Engine.Rules;
using SecretSentry.Reports;

namespace SecretSentry.Cli.Hooks;

/// <summary>What a hook says when it refuses.</summary>
/// <param name="Subject">What is refused: commit, merge, push.</param>
/// <param name="Where">Where the secrets are, as in <c>1 staged file</c>; given the blocking findings.</param>
/// <param name="NotesOf">Lines to add to a finding.</param>
/// <param name="WaysOut">What fits the situation; given the blocking findings.</param>
internal sealed record HookWords(string Subject, Func<IReadOnlyList<Finding>, string> Where, Func<Finding, IEnumerable<string>> NotesOf, Func<IReadOnlyList<Finding>, IEnumerable<WayOut>> WaysOut);

/// <summary>
/// From findings to an exit code, the same for every hook: findings of high and medium confidence block (<c>secretsentry.blockFrom</c> sets another limit), others
/// are told; what could not be read blocks. Findings come here after every policy: what a comment, an ignore file or a baseline accepts is gone before.
/// </summary>
internal static class HookVerdict
{
    public static int Of(HookRun run, ScanOutcome found, HookWords words)
    {
        var outcome = run.Setup.Judge(found);
        foreach (var notice in outcome.Coverage.Accepted.Select(one => $"{Counted.Of(one.Value, "finding")} accepted by {one.Key}").Concat(Notices(run, outcome.Coverage)))
        {
            Messages.Tell(notice);
        }

        if (outcome.Findings.Count == 0 && outcome.Coverage is { IsComplete: true, Allowed: 0 })
        {
            return ExitCode.Clean;
        }

        var limit = outcome.Findings.Count == 0 ? Confidence.Medium : Limit(run);
        var blocking = outcome.Findings.Where(finding => finding.Confidence >= limit).ToArray();
        var report = new HookReport(Console.Error, Terminal.IsColored(Console.IsErrorRedirected));
        if (blocking.Length > 0)
        {
            report.WriteBlocked($"{words.Subject} blocked - {Counted.Of(blocking.Length, "secret")} in {words.Where(blocking)}", blocking, words.NotesOf, [.. words.WaysOut(blocking)]);
        }

        report.WriteTold([.. outcome.Findings.Except(blocking)], words.NotesOf);
        if (outcome.Coverage.Allowed > 0)
        {
            Messages.Tell($"{Counted.Of(outcome.Coverage.Allowed, "finding")} accepted by a secretsentry:allow comment");
        }

        if (!outcome.Coverage.IsComplete)
        {
            report.WriteGaps(outcome.Coverage);
        }

        return blocking.Length > 0 || !outcome.Coverage.IsComplete ? Refuse(run, words, blocking.Length > 0 ? ExitCode.Findings : ExitCode.Incomplete) : ExitCode.Clean;
    }

    /// <summary>
    /// What silences the check is told by every hook but those for messages, which the staged check of the same commit goes before: one commit, one line. What a
    /// configuration says in vain silences nothing.
    /// </summary>
    private static IEnumerable<string> Notices(HookRun run, Coverage coverage) =>
        coverage.Notices.Except(run.Setup.Policy.Unsupported).Except(run.JudgesMessage ? run.Setup.Policy.Notices : []);

    private static Confidence Limit(HookRun run) => run.Settings["secretsentry.blockFrom"].ToLowerInvariant() switch
    {
        "" or "medium" => Confidence.Medium,
        "low" => Confidence.Low,
        "high" => Confidence.High,
        var other => throw new UsageException($"the git setting secretsentry.blockFrom is '{other}'; valid are low, medium and high"),
    };

    private static int Refuse(HookRun run, HookWords words, int code)
    {
        if (code == ExitCode.Incomplete)
        {
            Messages.Tell($"{words.Subject} blocked, because not everything could be read; see above, or pass once with --no-verify");
        }

        if ((run.AsksUser || run.Settings.IsTrue("secretsentry.interactive")) && TerminalQuestion.Ask($"Let this {words.Subject} pass all the same? [y/N] "))
        {
            Messages.Tell($"passed by hand: the {words.Subject} goes on with what is named above");
            SkippedRun.Audit(run, "passed by hand");
            return ExitCode.Clean;
        }

        return code;
    }
}
