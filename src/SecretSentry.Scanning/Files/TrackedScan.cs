using SecretSentry.Git.Process;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>Scans the whole content of all tracked files below a folder, as they are in the work tree.</summary>
public static class TrackedScan
{
    /// <summary>
    /// Returns the outcome, before the records of accepted findings are applied, and the number of files that were scanned. A file whose
    /// name cannot be opened is listed in the coverage.
    /// </summary>
    /// <exception cref="GitException">git could not list the files.</exception>
    public static (ScanOutcome Outcome, int Files) Run(ScanOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (paths, unlisted) = TrackedFiles.ListTracked(options.Directory);
        var outcome = FileScan.Run(paths, options, cancellation);
        foreach (var (name, reason) in unlisted)
        {
            outcome.Coverage.AddUnreadable(name, reason);
        }

        return (outcome, paths.Count);
    }
}
