using SecretSentry.Findings;

namespace SecretSentry.Reports;

/// <summary>The result of a scan, as reports show it.</summary>
/// <param name="Findings">The findings, in the order in which they are shown.</param>
/// <param name="Coverage">What was scanned.</param>
/// <param name="Version">Version of the program.</param>
public sealed record ScanReport(IReadOnlyList<Finding> Findings, Coverage Coverage, string Version)
{
    /// <summary>Whether nothing was looked at: nothing was there, or everything was left out. What is known from before counts.</summary>
    internal bool IsEmpty => Findings.Count == 0 && Coverage is { Scanned: 0, IsComplete: true, Accepted.Count: 0, Allowed: 0 }
        && !Coverage.Skipped.Keys.Any(reason => reason.ToString().Contains("scanned before", StringComparison.Ordinal));

    /// <summary>The result of a complete scan without findings, as a sentence without its full stop.</summary>
    internal string CleanSentence => IsEmpty ? "Nothing was looked at, so this says nothing about credentials"
        : Hidden.IsNone ? "No credentials found" : "No credentials found with enough confidence to be shown";

    /// <summary>
    /// Counts of findings that are not accepted and not in <c>Findings</c>, because their confidence is below the requested minimum.
    /// </summary>
    public HiddenFindings Hidden { get; init; } = HiddenFindings.None;

    /// <summary>
    /// What was scanned, as one word: <c>history</c>, <c>files</c>, <c>changes</c> (the index, standard input), <c>changes-HASH</c> (a
    /// range), <c>selection-HASH</c> (named paths, refs or a filter) or <c>merged</c>. A report of one scope says nothing about the
    /// findings of another.
    /// </summary>
    public string Scope { get; init; } = "files";

    /// <summary>
    /// Start of the scan, in UTC. Only formats that require times contain it, so that the others are the same for the same input.
    /// </summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>End of the scan, in UTC.</summary>
    public DateTimeOffset Ended { get; init; }
}
