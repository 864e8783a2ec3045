using SecretSentry.Findings;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Decision;

/// <summary>
/// What a hook does about the result of a scan, in the same way for every hook. Findings that stop block. What could not be read blocks.
/// Other findings are only reported.
/// </summary>
/// <param name="Blocking">Findings that block, in the order of the scan.</param>
/// <param name="NonBlocking">Findings that are only reported, in the order of the scan.</param>
/// <param name="Coverage">What was scanned, accepted and not read.</param>
public sealed record HookDecision(IReadOnlyList<Finding> Blocking, IReadOnlyList<Finding> NonBlocking, Coverage Coverage)
{
    /// <summary>Whether what git is about to do is to be stopped.</summary>
    public bool Blocks => Blocking.Count > 0 || !Coverage.IsComplete;

    /// <summary>Decides.</summary>
    /// <param name="outcome">A result to which the baseline has been applied.</param>
    /// <param name="stops">Decides which findings stop.</param>
    public static HookDecision Create(ScanOutcome outcome, StopDecision stops)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(stops);
        return new([.. outcome.Findings.Where(stops.IsStopping)], [.. outcome.Findings.Where(finding => !stops.IsStopping(finding))],
            outcome.Coverage);
    }
}
