using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Range;

namespace SecretSentry.Scanning.History;

/// <summary>Scans every object of a repository once, then the repository's own files. A range is left to <see cref="RangeScan"/>.</summary>
public static class HistoryScan
{
    /// <summary>Returns the findings in objects, ordered by path and location, then those in the repository's own files.</summary>
    /// <param name="options">What to scan for, and where.</param>
    /// <param name="shared">Blobs that other repositories of the run found clean. The clean blobs of this repository are added. Null: there
    /// are no other repositories.</param>
    /// <param name="progress">Called at intervals with the progress, by any thread.</param>
    /// <param name="cancellation">Ends the scan. Blobs found clean by then are saved.</param>
    public static ScanOutcome Run(ScanOptions options, CleanBlobs? shared, Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Selection.IsRange)
        {
            return RangeScan.Run(options, cancellation);
        }

        var layout = RepositoryLayout.Read(options.Directory);
        var outcome = RunAlone(layout, options, shared, progress, cancellation);
        return options.Selection.ChoosesCommits ? outcome
            : SubmoduleScan.Add(outcome, layout, options, submodule => Run(submodule, shared, progress, cancellation));
    }

    /// <summary>Scans one repository, without those of its submodules.</summary>
    private static ScanOutcome RunAlone(RepositoryLayout layout, ScanOptions options, CleanBlobs? shared,
        Action<HistoryProgress> progress, CancellationToken cancellation)
    {
        var cache = FindingCache.Open(layout, options);
        if (cache.Load() is { } cached)
        {
            return Add(GitFileScan.Run(layout, options), cached.Findings, cached.Coverage);
        }

        using var store = ObjectStore.Open(layout);
        var scan = new ObjectScan(store, options, progress, cancellation);
        var findings = scan.Run(shared);
        var files = options.Selection.ChoosesCommits ? new([], new Coverage()) : GitFileScan.Run(layout, options);
        if (scan.LeavesNoPath && files.Coverage.Enumerated == 0)
        {
            throw EmptySelection.CreatePathException();
        }

        var outcome = Add(files, [.. findings.Select(entry => entry.Finding)], scan.CollectCoverage());
        HistoryCoverage.Write(outcome.Coverage, scan, options);
        cache.Save(outcome.Coverage, files.Coverage.Enumerated, findings);
        return outcome;
    }

    /// <summary>Adds the repository's own files to the result for its objects.</summary>
    private static ScanOutcome Add(ScanOutcome files, IReadOnlyList<Finding> findings, Coverage coverage)
    {
        coverage.Add(files.Coverage);
        coverage.Objects[HistoryCoverage.OwnFiles] = files.Coverage.Enumerated;
        return new([.. findings, .. files.Findings], coverage);
    }
}
