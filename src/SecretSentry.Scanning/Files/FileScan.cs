using System.Collections.Concurrent;
using System.IO.Enumeration;
using SecretSentry.Engine.Bytes;
using SecretSentry.Findings;
using SecretSentry.Git.Repository;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.Files;

/// <summary>
/// Scans files and folders. Inside a repository it scans the files that git considers part of the project. Elsewhere it scans every file.
/// </summary>
public static class FileScan
{
    private const string Links = "symbolic links (their targets are scanned where they are)";

    /// <summary>Length by which parts overlap, in bytes. More than twice the longest match.</summary>
    public const int Overlap = 128 * 1024;

    /// <exception cref="ScanRequestException">A path does not exist.</exception>
    public static ScanOutcome Run(IReadOnlyList<string> paths, ScanOptions options, CancellationToken cancellation)
    {
        var coverage = new Coverage();
        var all = paths.SelectMany(path => EnumerateFiles(path, options, coverage));
        var files = (paths.Count == 1 ? all // a single path lists each file once
            : all.DistinctBy(file => file.Path, StringComparer.Ordinal)).ToArray();
        var findings = new ConcurrentBag<Finding>();
        var next = -1;
        Parallel.For(0, options.Threads, new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellation },
            _ =>
        {
            var scan = new ContentScan(options, coverage);
            var found = new List<Finding>();
            var buffer = new byte[256 * 1024];
            for (int i; (i = Interlocked.Increment(ref next)) < files.Length;)
            {
                cancellation.ThrowIfCancellationRequested();
                ScanFile(files[i], options, coverage, scan, found, ref buffer);
            }

            found.ForEach(findings.Add);
        });
        return new([.. findings.OrderBy(f => f.Location.Path, StringComparer.Ordinal).ThenBy(f => f.Location.Start.Line)
            .ThenBy(f => f.Location.Start.Column).ThenBy(f => f.Rule.Id, StringComparer.Ordinal)], coverage);
    }

    /// <summary>
    /// A file to scan. The path is the one that is shown: it is relative to the working directory if the user gave a relative path. A
    /// symbolic link is followed only when the user named it.
    /// </summary>
    private readonly record struct FileToScan(string Path, bool IsNamed);

    private static IEnumerable<FileToScan> EnumerateFiles(string path, ScanOptions options, Coverage coverage)
    {
        var full = Path.GetFullPath(path, options.Directory);
        if (new FileInfo(full) is { LinkTarget: { } target } link && link.ResolveLinkTarget(returnFinalTarget: true) is { } end
            && !Path.Exists(end.FullName))
        {
            throw new ScanRequestException($"the path '{path}' is a symbolic link to '{target}', which does not exist; name a file or a "
                + $"folder");
        }

        if (File.Exists(full))
        {
            return [new(path, IsNamed: true)];
        }

        if (!Directory.Exists(full))
        {
            throw new ScanRequestException($"the path '{path}' does not exist; name a file or a folder");
        }

        var prefix = path is "." or "./" ? "" : $"{path.TrimEnd('/', '\\')}/";
        var listed = options.HonoursGitignore && TrackedFiles.List(full) is { } tracked
            ? ListTracked(tracked, prefix, coverage).Select(name => prefix + name) : Walk(full, prefix, coverage);
        return listed.Where(options.Includes).Select(file => new FileToScan(file, IsNamed: false));
    }

    private static IReadOnlyList<string> ListTracked(TrackedFiles files, string prefix, Coverage coverage)
    {
        foreach (var (name, reason) in files.Unlisted)
        {
            coverage.AddUnreadable(prefix + name, reason);
        }

        if (files.Submodules > 0)
        {
            coverage.AddSkipped("submodules (scan each by itself)", files.Submodules);
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
                foreach (var (path, isFolder) in EnumerateEntries(Path.Combine(folder, current[prefix.Length..]), current))
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
                        coverage.AddSkipped(Links);
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

    private static void ScanFile(FileToScan item, ScanOptions options, Coverage coverage, ContentScan scan, List<Finding> found,
        ref byte[] buffer)
    {
        var (path, full) = (item.Path, Path.Combine(options.Directory, item.Path));
        try
        {
            switch (PlainFile.Read(full, item.IsNamed, options.PartLength, ref buffer, out var length))
            {
                case FileOutcome.Read when length > options.MaxFileBytes:
                case FileOutcome.TooLong when new FileInfo(full).Length > options.MaxFileBytes:
                    coverage.AddSkipped("files longer than maxFileBytes of the configuration");
                    break;
                case FileOutcome.Read:
                    scan.Scan(buffer.AsSpan(0, length), path, found);
                    break;
                case FileOutcome.TooLong:
                    using (var file = File.OpenHandle(full, options: FileOptions.SequentialScan))
                    {
                        ScanParts(file, path, options, coverage, scan, found);
                    }

                    break;
                case FileOutcome.Link:
                    coverage.AddSkipped(Links);
                    break;
                case FileOutcome.Missing when path.Contains('\uFFFD', StringComparison.Ordinal):
                    coverage.AddUnreadable(path, "its name is not UTF-8, so it cannot be opened; rename it");
                    break;
                default:
                    coverage.AddSkipped("tracked files that are not in the folder");
                    break;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            coverage.AddUnreadable(path, e.Message);
        }
    }

    /// <summary>
    /// Scans a large file in overlapping parts. A part reports matches that start after the first half of the overlap with the previous
    /// part and before the second half of the overlap with the next part. So every match is seen whole and reported once.
    /// </summary>
    private static void ScanParts(Microsoft.Win32.SafeHandles.SafeFileHandle file, string path, ScanOptions options, Coverage coverage,
        ContentScan scan, List<Finding> found)
    {
        var buffer = new byte[options.PartLength];
        var (start, lines, columns, previousKind) = (0L, 0, 0, (ContentKind?)null);
        while (true)
        {
            var length = Fill(file, buffer, start);
            var isLast = length < buffer.Length;
            var part = new ContentPart(start == 0 ? 0 : Overlap / 2, isLast ? length : length - (Overlap / 2), previousKind);
            var kind = scan.Part(buffer.AsSpan(0, length), new(path, ContentKind.Text, options.KeepsSecrets, lines, columns), part, found);
            if (isLast)
            {
                coverage.AddScanned(start + length, kind == ContentKind.Binary);
                return;
            }

            var next = TextPosition.Compute(buffer, buffer.Length - Overlap, kind);
            (lines, columns) = (lines + next.Line - 1, next.Column - 1 + (next.Line == 1 ? columns : 0));
            (start, previousKind) = (start + buffer.Length - Overlap, kind);
        }
    }

    private static int Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file, byte[] buffer, long start)
    {
        var length = 0;
        for (int read; length < buffer.Length && (read = RandomAccess.Read(file, buffer.AsSpan(length), start + length)) > 0;)
        {
            length += read;
        }

        return length;
    }
}
