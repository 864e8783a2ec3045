using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>
/// Scans files and folders. Inside a repository it scans the files that git considers part of the project. Elsewhere it scans every file.
/// </summary>
public static class FileScan
{
    /// <summary>Returns the findings, ordered by path, line, column and rule.</summary>
    /// <exception cref="ScanRequestException">A path does not exist.</exception>
    public static ScanOutcome Run(IReadOnlyList<string> paths, ScanOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(options);
        var coverage = new Coverage();
        var all = paths.SelectMany(path => FileList.List(path, options, coverage));
        var files = (paths.Count == 1 ? all // a single path lists each file once
            : all.DistinctBy(file => file.Path, StringComparer.Ordinal)).ToArray();
        if (files.Length == 0 && coverage.Skipped.ContainsKey(ScanOptions.FilteredReason))
        {
            throw new ScanRequestException($"no file of '{string.Join("', '", paths)}' is left by --include, --path and --exclude, or by "
                + "the settings of these names; so nothing would be scanned");
        }

        var (scanners, next) = (new FileScanner[options.Threads], -1);
        Parallel.For(0, options.Threads, new() { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation }, thread =>
        {
            var scanner = scanners[thread] = new(options);
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                scanner.Scan(files[i]);
            }
        });
        Array.ForEach(scanners, scanner => coverage.Add(scanner.Coverage));
        return new([.. scanners.SelectMany(scanner => scanner.Findings).OrderBy(finding => finding.Location.Path, ForeignText.Order)
            .ThenBy(finding => finding.Location.Start.Line).ThenBy(finding => finding.Location.Start.Column)
            .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)], coverage);
    }
}
