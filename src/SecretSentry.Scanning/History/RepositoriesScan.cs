using SecretSentry.Findings;
using SecretSentry.Git.Process;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Scans the histories of many repositories in one run. There is one report. Failures are reported and do not end the run. A blob that
/// several repositories contain is scanned once.
/// </summary>
public static class RepositoriesScan
{
    /// <summary>Maximum depth to which a folder is searched for repositories.</summary>
    private const int MaxDepth = 6;

    public static ScanOutcome Run(IReadOnlyList<string> repositories, ScanOptions options, Action<HistoryProgress> progress,
        CancellationToken cancellation)
    {
        var (findings, coverage, clean) = (new List<Finding>(), new Coverage(), new CleanBlobs());
        string[] all = [.. repositories.SelectMany(name => FindRepositories(name, options.Directory)).Distinct(StringComparer.Ordinal)];
        foreach (var repository in all)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var outcome = HistoryScan.Run(options with { Directory = Path.GetFullPath(repository, options.Directory) }, all.Length > 1
                    ? clean : null, progress, cancellation);
                coverage.Add(outcome.Coverage, repository);
                findings.AddRange(outcome.Findings.Select(finding => AddRepository(finding, repository)));
            }
            catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException)
            {
                coverage.AddUnreadable(repository, e.Message);
            }
        }

        return new(findings, coverage);
    }

    /// <summary>Returns the folder itself if it is a repository, otherwise every repository below it.</summary>
    private static IEnumerable<string> FindRepositories(string name, string directory)
    {
        var full = Path.GetFullPath(name, directory);
        if (!Directory.Exists(full) || IsRepository(full))
        {
            return [name];
        }

        var (found, open) = (new List<string>(), new Stack<(string Name, int Depth)>([(name, 0)]));
        while (open.TryPop(out var next))
        {
            foreach (var folder in Directory.GetDirectories(Path.GetFullPath(next.Name, directory))
                .Where(folder => new DirectoryInfo(folder).LinkTarget is null))
            {
                var inner = Path.Combine(next.Name, Path.GetFileName(folder));
                if (IsRepository(folder))
                {
                    found.Add(inner);
                }
                else if (next.Depth < MaxDepth)
                {
                    open.Push((inner, next.Depth + 1));
                }
            }
        }

        return found.Count > 0 ? found.Order(StringComparer.Ordinal) : [name];
    }

    private static bool IsRepository(string folder) =>
        Path.Exists(Path.Combine(folder, ".git"))
            || (File.Exists(Path.Combine(folder, "HEAD")) && Directory.Exists(Path.Combine(folder, "objects")));

    private static Finding AddRepository(Finding finding, string repository) => finding with
    {
        Details = new SortedDictionary<string, string>(finding.Details.ToDictionary(),
            StringComparer.Ordinal)
        { ["repository"] = repository },
    };
}
