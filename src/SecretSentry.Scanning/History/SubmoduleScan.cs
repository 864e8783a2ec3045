using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>Scans the repositories of submodules that are kept in the git directory (gitrepository-layout, modules).</summary>
internal static class SubmoduleScan
{
    /// <summary>Adds the findings in these repositories to the outcome of the repository that contains them.</summary>
    /// <param name="outcome">The outcome of the repository alone.</param>
    /// <param name="layout">The repository.</param>
    /// <param name="options">What to scan for.</param>
    /// <param name="scan">Scans one of the repositories.</param>
    public static ScanOutcome Add(ScanOutcome outcome, RepositoryLayout layout, ScanOptions options, Func<ScanOptions, ScanOutcome> scan)
    {
        var (findings, links) = (outcome.Findings.ToList(), new List<string>());
        var modules = GitFiles.ListModules(layout.CommonDirectory, links);
        links.ForEach(link => outcome.Coverage.AddUnreadable(GetName(link),
            "a link in the place of a submodule's repository; scan its target by itself with --history"));
        foreach (var module in modules)
        {
            var name = GetName(module);
            try
            {
                // A variable of the environment can lead git elsewhere.
                if (!RepositoryLayout.Read(module).GitDirectory.EndsWith(name[".git".Length..], StringComparison.Ordinal))
                {
                    outcome.Coverage.AddUnreadable(name, "the repository of a submodule; scan it by itself with --history");
                    continue;
                }

                var inner = scan(options with { Directory = module });
                outcome.Coverage.Add(inner.Coverage, name);
                findings.AddRange(inner.Findings.Select(finding => RepositoriesScan.AddRepository(finding, name)));
            }
            catch (Exception e) when (e is GitException or IOException or UnauthorizedAccessException)
            {
                outcome.Coverage.AddUnreadable(name, e.Message);
            }
        }

        return outcome with { Findings = findings };

        string GetName(string folder) => ".git/" + Path.GetRelativePath(layout.CommonDirectory, folder).Replace('\\', '/');
    }
}
