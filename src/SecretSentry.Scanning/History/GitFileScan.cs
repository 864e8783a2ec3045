using SecretSentry.Files;
using SecretSentry.Findings;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>
/// Scans the files of a git directory that are no objects, such as the configuration and messages that were not committed.
/// </summary>
internal static class GitFileScan
{
    /// <summary>Returns the findings, file by file. Their paths begin with <c>.git/</c>.</summary>
    public static ScanOutcome Run(RepositoryLayout layout, ScanOptions options)
    {
        var (findings, redaction) = (new List<Finding>(), new ContentScan(options, new Coverage()));
        var scan = new ContentScan(options, new Coverage());
        var stream = new StreamScan(scan);
        foreach (var file in List(layout, scan.Coverage))
        {
            var name = ".git/" + Path.GetRelativePath(layout.CommonDirectory, file).Replace('\\', '/');
            if (!options.Includes(name))
            {
                continue;
            }

            try
            {
                using var content = ForeignFile.OpenStream(file);
                if (content.Length > Budgets.GitText.Value && !name.StartsWith(".git/lfs/", StringComparison.Ordinal))
                {
                    scan.Coverage.AddUnreadable(name, $"it is too long; {Budgets.GitText}");
                    continue;
                }

                var found = new List<Finding>();
                stream.Scan(content, name, found);
                findings.AddRange(found.Select(finding =>
                    finding with { Location = finding.Location with { Path = redaction.Redact(name) } }));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                scan.Coverage.AddUnreadable(name, e.Message);
            }
        }

        return new(findings, scan.Coverage);
    }
    private static IReadOnlyList<string> List(RepositoryLayout layout, Coverage coverage)
    {
        try
        {
            return GitFiles.List(layout, includesModules: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            coverage.AddUnreadable(".git/", e.Message);
            return [];
        }
    }
}
