using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Reports;
using SecretSentry.Scanning.Cache;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Scans the histories of many repositories in one run. There is one report. Failures are reported and do not end the run. A blob that
/// several repositories contain is scanned once, as long as their rules are the same.
/// </summary>
public static class RepositoriesScan
{
    /// <summary>Maximum depth to which a folder is searched for repositories.</summary>
    private const int MaxDepth = 64;

    /// <summary>Scans the repositories, one after the other.</summary>
    /// <param name="repositories">Repositories, or folders in which to search for them.</param>
    /// <param name="directory">The names are relative to this folder.</param>
    /// <param name="scan">Scans the repository in a folder. The blobs that other repositories of the run found clean are passed, or null
    /// when there is one repository only.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="EmptySelectionException">In none of the repositories there is anything of what was selected.</exception>
    public static ScanOutcome Run(IReadOnlyList<string> repositories, string directory, Func<string, SharedBlobs?, ScanOutcome> scan,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scan);
        var (findings, coverage, hidden) = (new List<Finding>(), new Coverage(), HiddenFindings.None);
        var (shared, failures) = (new SharedBlobs(), new List<EmptySelectionException>());
        string[] all = [.. repositories.SelectMany(name => FindRepositories(name, directory, coverage)).Distinct(StringComparer.Ordinal)];
        foreach (var repository in all)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var outcome = scan(Path.GetFullPath(repository, directory), all.Length > 1 ? shared : null);
                coverage.Add(outcome.Coverage, repository);
                hidden = hidden.Combine(outcome.Hidden);
                findings.AddRange(outcome.Findings.Select(finding => AddRepository(finding, repository)));
            }
            catch (EmptySelectionException e)
            {
                coverage.Notices.Add($"{repository}: {e.Message}");
                failures.Add(e);
            }
            catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException or FormatException
                or ScanRequestException)
            {
                coverage.AddUnreadable(repository, e.Message);
            }
        }

        return failures.Count > 0 && failures.Count == all.Length ? throw failures[0]
            : new(findings, coverage) { Hidden = hidden };
    }

    /// <summary>Returns the folder itself if it is a repository, otherwise every repository below it.</summary>
    private static IEnumerable<string> FindRepositories(string name, string directory, Coverage coverage)
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
                else
                {
                    coverage.AddUnreadable(inner, "it is nested too deep to be searched for repositories; name it");
                }
            }
        }

        return found.Count > 0 ? found.Order(StringComparer.Ordinal) : [name];
    }

    private static bool IsRepository(string folder) => Path.Exists(Path.Combine(folder, ".git")) || RepositoryLayout.IsGitDirectory(folder);

    /// <summary>Adds the name of the repository to a finding. What a submodule's repository is called is kept after it.</summary>
    public static Finding AddRepository(Finding finding, string repository) => finding with
    {
        Details = new SortedDictionary<string, ForeignText>(finding.Details.ToDictionary(),
            StringComparer.Ordinal)
        { ["repository"] = finding.Details.TryGetValue("repository", out var inner) ? $"{repository}/{inner.Raw}" : repository },
    };
}
