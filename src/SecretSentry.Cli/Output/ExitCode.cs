using SecretSentry.Scanning.Content;

namespace SecretSentry.Cli.Output;

/// <summary>What the shell gets; in a hook every value but 0 blocks.</summary>
internal static class ExitCode
{
    public const int Clean = 0;
    public const int Findings = 1;
    public const int Usage = 2;
    public const int Incomplete = 3;
    public const int Unproved = 4;
    public const int Changed = 5;
    public const int Interrupted = 130;

    /// <summary>Of a scan whose findings have been judged: what is listed without stopping changes nothing.</summary>
    public static int From(ScanOutcome outcome) =>
        outcome.Findings.Any(finding => finding.Stops) ? Findings : outcome.Coverage.IsComplete ? Clean : Incomplete;
}
