using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Reports;
using SecretSentry.Scanning.Content;
using SecretSentry.Scanning.Decision;
using SecretSentry.Scanning.Files;
using SecretSentry.Scanning.History;

namespace SecretSentry.Scanning.Named;

/// <summary>
/// Scans the files, folders and repositories that the user named, and applies the records of accepted findings. What lies in another
/// repository is scanned with the configuration and the records of that repository, and its paths are relative to its top.
/// </summary>
/// <param name="setup">The setup of the folder in which the program works.</param>
/// <param name="load">Loads the setup of another folder.</param>
/// <param name="cancellation">Ends the scan.</param>
public sealed class NamedScan(ScanSetup setup, Func<string, ScanSetup> load, CancellationToken cancellation)
{
    private readonly string _folder = setup.Options.Directory;

    /// <summary>
    /// Scans the histories of repositories. In a folder that is no repository, those below it are searched for. A repository that cannot be
    /// scanned is listed in the coverage.
    /// </summary>
    /// <param name="repositories">Folders, relative to the folder of the setup or absolute.</param>
    /// <param name="progress">Receives the progress in the current repository.</param>
    /// <exception cref="EmptySelectionException">No repository has anything of what was selected.</exception>
    public ScanOutcome ScanHistories(IReadOnlyList<string> repositories, Action<HistoryProgress> progress) =>
        RepositoriesScan.Run(repositories, _folder, (repository, shared) =>
        {
            var own = Directory.Exists(repository) ? LoadFor(ScanSetup.FindTop(repository)) : setup;
            return own.ApplyBaseline(HistoryScan.Run(own.Options with { Directory = repository }, shared?.GetFor(own.Options), progress,
                cancellation));
        }, cancellation);

    /// <summary>
    /// Scans files and folders. A repository without files of its own is scanned as a history. The findings are grouped by repository, in
    /// the order in which the repositories are named first. Those of another repository say which one it is.
    /// </summary>
    /// <param name="paths">Files and folders, relative to the folder of the setup or absolute.</param>
    /// <exception cref="ScanRequestException">A path does not exist.</exception>
    public ScanOutcome ScanFiles(IReadOnlyList<string> paths)
    {
        var groups = paths.GroupBy(FindHome, StringComparer.Ordinal).ToArray();
        if (groups is [var only])
        {
            return ScanGroup(only.Key, [.. only]);
        }

        var (findings, coverage, hidden) = (new List<Finding>(), new Coverage(), HiddenFindings.None);
        foreach (var group in groups)
        {
            var outcome = ScanGroup(group.Key, [.. group]);
            coverage.Add(outcome.Coverage);
            hidden = hidden.Combine(outcome.Hidden);
            findings.AddRange(group.Key == setup.Options.Top ? outcome.Findings
                : outcome.Findings.Select(finding => RepositoriesScan.AddRepository(finding, group.Key)));
        }

        return new(findings, coverage) { Hidden = hidden };
    }

    private ScanOutcome ScanGroup(string home, string[] paths)
    {
        var own = LoadFor(home);
        if (RepositoryLayout.IsGitDirectory(home) && !Path.Exists(Path.Combine(home, ".git")) && Array.TrueForAll(paths, IsHome))
        {
            return own.ApplyBaseline(HistoryScan.Run(own.Options with { Directory = home }, null, _ => { }, cancellation));
        }

        return own.ApplyBaseline(FileScan.Run(paths, own.Options with { Directory = _folder }, cancellation));
        bool IsHome(string path) => GetFull(path) == home;
    }

    /// <summary>
    /// Returns the top of the repository that contains a path. What is in no repository belongs to the program's folder. A file of a git
    /// directory belongs to the repository around it.
    /// </summary>
    private string FindHome(string path)
    {
        var full = GetFull(path);
        var folder = Directory.Exists(full) ? full : Path.GetDirectoryName(full) ?? full;
        var home = ScanSetup.FindRepository(folder) ?? setup.Options.Top;
        return home != full && Path.GetFileName(home) == ".git" ? Path.GetDirectoryName(home)! : home;
    }

    private string GetFull(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, _folder));

    private ScanSetup LoadFor(string home) => home == setup.Options.Top ? setup : load(home);
}
