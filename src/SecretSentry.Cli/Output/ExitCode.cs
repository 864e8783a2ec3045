using SecretSentry.Purge.References;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Cli.Output;

/// <summary>Exit codes. In a hook every value but 0 blocks.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Incomplete = 3;
    public const int Unproved = 4;
    public const int Changed = 5;
    public const int Interrupted = 130;

    /// <summary>Returns the exit code of a scan after the baseline was applied. Findings that do not stop do not affect it.</summary>
    public static int From(ScanOutcome outcome) =>
        outcome.Findings.Any(finding => finding.Stops) ? Findings : outcome.Coverage.IsComplete ? Clean : Incomplete;

    /// <summary>Returns the exit code of a purge that failed.</summary>
    public static int From(PurgeFailure failure) => failure switch
    {
        PurgeFailure.Usage => Usage,
        PurgeFailure.Rejected => Incomplete,
        PurgeFailure.Changed => Changed,
        PurgeFailure.Interrupted => Interrupted,
        _ => Unproved,
    };
}
