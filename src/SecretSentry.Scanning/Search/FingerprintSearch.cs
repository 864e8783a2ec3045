using SecretSentry.Findings;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;
using SecretSentry.Scanning.History;

namespace SecretSentry.Scanning.Search;

/// <summary>
/// Scans a repository for the findings that fingerprints name. A fingerprint does not contain the secret, so only a scan can tell what it
/// names. The findings have the salt of the repository. Records of accepted findings are not applied.
/// </summary>
public static class FingerprintSearch
{
    /// <summary>
    /// Returns the findings with a fingerprint, in the order of the scan: those in the files, or if there are none, those in the history.
    /// Empty when there is none.
    /// </summary>
    /// <param name="setup">The setup of the folder to scan.</param>
    /// <param name="fingerprint">A fingerprint in a valid format.</param>
    /// <param name="cancellation">Ends the scan.</param>
    public static IReadOnlyList<Finding> FindFirst(ScanSetup setup, string fingerprint, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var repository = ScanSetup.FindRepository(setup.Options.Directory);
        var isBare = repository is not null && !ScanSetup.IsInWorkTree(setup.Options.Directory);
        var found = isBare ? [] : Select(FileScan.Run(["."], setup.Options, cancellation));
        return found.Count > 0 || repository is null ? found
            : Select(HistoryScan.Run(setup.Options, null, _ => { }, cancellation));

        IReadOnlyList<Finding> Select(ScanOutcome outcome) =>
            new NamedFindings([fingerprint], setup.AddSalt(outcome.Findings)).Find(fingerprint);
    }

    /// <summary>Returns the findings in the history that have one of the fingerprints, with their secrets.</summary>
    /// <param name="setup">The setup of the folder to scan.</param>
    /// <param name="fingerprints">Fingerprints in a valid format.</param>
    /// <param name="progress">Receives the progress of the scan.</param>
    /// <param name="cancellation">Ends the scan.</param>
    public static NamedFindings FindSecrets(ScanSetup setup, IEnumerable<string> fingerprints, Action<HistoryProgress> progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var outcome = HistoryScan.Run(setup.Options with { KeepsSecrets = true, Decodes = true }, null, progress, cancellation);
        return new(fingerprints, setup.AddSalt(outcome.Findings));
    }
}
