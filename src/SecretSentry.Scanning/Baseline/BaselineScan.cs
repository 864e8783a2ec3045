using SecretSentry.Engine.Rules;
using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Policy.Acceptance;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;
using SecretSentry.Scanning.History;

namespace SecretSentry.Scanning.Baseline;

/// <summary>
/// Compares a file of accepted findings with a scan of the repository: which findings it lacks, which of its entries no finding needs, and
/// what its entries are called today. Writes nothing.
/// </summary>
/// <param name="setup">The setup of the folder to scan.</param>
/// <param name="cancellation">Ends the scan.</param>
public sealed class BaselineScan(ScanSetup setup, CancellationToken cancellation)
{
    /// <summary>
    /// Returns the current findings that no record accepts, with the salt of the repository. Also returns what could not be scanned, a
    /// sentence each. Findings there are not accepted.
    /// </summary>
    /// <param name="isHistory">Whether the history is scanned. Otherwise the files are.</param>
    /// <param name="least">Minimum confidence of the findings. A lower minimum of the configuration is used instead.</param>
    public (IReadOnlyList<Finding> Findings, IReadOnlyList<ForeignText> Gaps) FindNew(bool isHistory, Confidence least)
    {
        var outcome = isHistory ? ScanHistory() : ScanFiles();
        return (setup.SelectUnaccepted(outcome.Findings, least),
            [.. outcome.Coverage.Unreadable.Select(entry => new ForeignText($"{entry.Key}: {entry.Value}")), .. outcome.Coverage.Gaps]);
    }

    /// <summary>
    /// Returns those of the entries that accept a finding in the files or in the history, in their order. Returns null when not everything
    /// could be read, because then no entry is known to be stale.
    /// </summary>
    public IReadOnlyList<IgnoreEntry>? SelectNeeded(IReadOnlyList<IgnoreEntry> entries) =>
        ScanEverything() is { } findings ? Acceptances.SelectNeeded(entries, findings) : null;

    /// <summary>
    /// Returns all entries, in their order, each with the present fingerprint of its secret and the salt of the repository. An entry that
    /// matches no finding stays as it is, because only its secret has the new fingerprint. Returns null when not everything could be read.
    /// </summary>
    public IReadOnlyList<IgnoreEntry>? Migrate(IReadOnlyList<IgnoreEntry> entries) =>
        ScanEverything() is { } findings ? Acceptances.Migrate(entries, setup.AddSalt(findings)) : null;

    private Finding[]? ScanEverything()
    {
        var (files, history) = (ScanFiles(), ScanSetup.IsInWorkTree(setup.Options.Directory) ? ScanHistory() : null);
        return files.Coverage.IsComplete && history?.Coverage.IsComplete != false ? [.. files.Findings, .. history?.Findings ?? []] : null;
    }

    private ScanOutcome ScanFiles() => FileScan.Run(["."], setup.Options, cancellation);

    private ScanOutcome ScanHistory() => HistoryScan.Run(setup.Options, null, _ => { }, cancellation);
}
