using System.IO.Enumeration;
using SecretSentry.Findings;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>
/// Lists the files to scan. Inside a repository these are the files that git considers part of the project. Elsewhere it is every file.
/// </summary>
internal static class FileList
{
    /// <summary>
    /// Returns the file itself, or the files of a folder. What is not listed is counted in <paramref name="coverage"/>.
    /// </summary>
    /// <exception cref="ScanRequestException">The path does not exist.</exception>
    public static IEnumerable<FileToScan> List(string path, ScanOptions options, Coverage coverage)
    {
        var full = Path.GetFullPath(path, options.Directory);
        if (new FileInfo(full) is { LinkTarget: { } target } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } end
            && !Path.Exists(end.FullName))
        {
            throw new ScanRequestException($"the path '{path}' is a symbolic link to '{target}', which does not exist; name a file or "
                + "a folder");
        }

        var (start, name) = options.Locate(path);
        if (File.Exists(full))
        {
            return [new(name, IsNamed: true, start)];
        }

        if (!Directory.Exists(full))
        {
            throw new ScanRequestException($"the path '{path}' does not exist; name a file or a folder");
        }

        var prefix = name is "." or "./" ? "" : $"{name.TrimEnd('/', '\\')}/";
        var listed = options.HonoursGitignore && TrackedFiles.List(full) is { } tracked
            ? ListTracked(tracked, prefix, coverage).Select(file => prefix + file) : Walk(full, prefix, coverage);
        return Filter(listed, prefix, start, options, coverage);
    }

    /// <summary>Leaves out what the filter on paths excludes. Outside of the repository its globs are relative to the folder.</summary>
    private static IEnumerable<FileToScan> Filter(IEnumerable<string> listed, string prefix, string start, ScanOptions options,
        Coverage coverage)
    {
        var isOutside = Path.IsPathRooted(prefix) || prefix.StartsWith("../", StringComparison.Ordinal);
        var skipped = isOutside ? prefix.Length : 0;
        foreach (var file in listed)
        {
            if (options.Includes(file[skipped..]))
            {
                yield return new(file, IsNamed: false, start);
            }
            else
            {
                coverage.AddSkipped(ScanOptions.FilteredReason);
            }
        }
    }

    private static IReadOnlyList<string> ListTracked(TrackedFiles files, string prefix, Coverage coverage)
    {
        foreach (var (name, reason) in files.Unlisted)
        {
            coverage.AddUnreadable(prefix + name, reason);
        }

        if (files.Absent > 0)
        {
            coverage.AddSkipped(FileScanner.Absent, files.Absent);
        }

        if (files.Submodules > 0)
        {
            coverage.AddSkipped("submodules that are not checked out", files.Submodules);
        }

        return files.Paths;
    }

    /// <summary>
    /// Returns the files below <paramref name="folder"/>, each path preceded by <paramref name="prefix"/>. There are many files, so each
    /// costs one string only. Symbolic links to files are detected later, when a file is opened.
    /// </summary>
    private static List<string> Walk(string folder, string prefix, Coverage coverage)
    {
        var found = new List<string>();
        var open = new Stack<string>([prefix]);
        while (open.TryPop(out var current))
        {
            try
            {
                var inner = Path.Combine(folder, current[prefix.Length..]);
                if (RepositoryLayout.IsGitDirectory(inner))
                {
                    coverage.AddUnreadable(current.Length == 0 ? "." : current.TrimEnd('/'), TrackedFiles.BareReason);
                    continue;
                }

                foreach (var (path, isFolder) in EnumerateEntries(inner, current))
                {
                    if (!isFolder)
                    {
                        found.Add(path);
                    }
                    else if (path.AsSpan(current.Length) is ".git")
                    {
                        coverage.AddSkipped("git directories (scan them with --history)");
                    }
                    else if (new DirectoryInfo(Path.Combine(folder, path[prefix.Length..])).LinkTarget is not null)
                    {
                        coverage.AddSkipped(FileScanner.Links);
                    }
                    else
                    {
                        open.Push(path + '/');
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                coverage.AddUnreadable(current.Length == prefix.Length ? "." : current[prefix.Length..].TrimEnd('/'), e.Message);
            }
        }

        return found;
    }

    /// <summary>
    /// Enumerates the entries of a folder: paths, preceded by <paramref name="prefix"/>, and kinds. The directory listing contains both, so
    /// the entries themselves are not examined.
    /// </summary>
    private static FileSystemEnumerable<(string Path, bool IsFolder)> EnumerateEntries(string folder, string prefix) =>
        new(folder, (ref entry) => (string.Concat(prefix, entry.FileName), entry.IsDirectory),
            new EnumerationOptions { AttributesToSkip = 0, IgnoreInaccessible = false });
}
