using SecretSentry.Files;
using SecretSentry.Git.Names;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>
/// Files of a repository that end with a checksum of their content and that are not checked where they are read: indexes, and what git
/// derives from objects (commit-graphs, multi-pack-indexes, bitmaps, reverse indexes, times of unreachable objects). git does not check
/// them on reading either, and a damaged one makes git list the wrong commits or objects.
/// </summary>
public static class ChecksummedFiles
{
    private const string Advice = "git derives it from the objects: delete it, and git gc writes it again";

    private static readonly string[] PackFiles = ["*.rev", "*.bitmap", "*.mtimes"];

    /// <summary>Returns all files that do not match their checksum, with the reason.</summary>
    public static IReadOnlyList<StoreProblem> FindDamaged(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var problems = new List<StoreProblem>(FindDamagedLists(layout));
        foreach (var folder in layout.ObjectFolders.Select(folder => Path.Combine(folder, "pack")))
        {
            PackFiles.SelectMany(pattern => ListFiles(folder, pattern)).ToList()
                .ForEach(file => Check(file, layout.Format, Advice, problems));
        }

        foreach (var folder in NameFolders.ListGitDirectories(layout).Select(entry => entry.Folder))
        {
            ListFiles(folder, "index").Concat(ListFiles(folder, "sharedindex.*")).ToList()
                .ForEach(file => Check(file, layout.Format, "git reset writes it again, without what is staged", problems));
        }

        return problems;
    }

    /// <summary>
    /// Returns the commit-graphs and multi-pack-indexes that do not match their checksum. git lists the commits of a range with them.
    /// </summary>
    public static IReadOnlyList<StoreProblem> FindDamagedLists(RepositoryLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var problems = new List<StoreProblem>();
        foreach (var folder in layout.ObjectFolders)
        {
            var (info, chained) = (Path.Combine(folder, "info"), Path.Combine(folder, "info", "commit-graphs"));
            ListFiles(info, "commit-graph").Concat(ListFiles(chained, "*.graph")).Concat(ListFiles(Path.Combine(folder, "pack"),
                "multi-pack-index")).ToList()
                .ForEach(file => Check(file, layout.Format, Advice, problems));
            ListFiles(chained, "commit-graph-chain").ToList().ForEach(file => CheckChain(file, layout, problems));
        }

        return problems;
    }

    /// <summary>A chain has a line for each of its files, with the checksum of the file.</summary>
    private static void CheckChain(string chain, RepositoryLayout layout, List<StoreProblem> problems)
    {
        try
        {
            var isWhole = BoundedText.ReadLines(chain).All(line => ObjectId.TryParse(line.AsSpan(), out _) && layout.ObjectFolders
                .Any(folder => File.Exists(Path.Combine(folder, "info", "commit-graphs", $"graph-{line}.graph"))));
            if (!isWhole)
            {
                problems.Add(new(chain, $"it names a file that does not exist; {Advice}"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AddUnlessGone(chain, e, problems);
        }
    }

    private static void Check(string path, ObjectFormat format, string advice, List<StoreProblem> problems)
    {
        try
        {
            if (!IsWhole(path, format))
            {
                problems.Add(new(path, $"it does not match its own checksum; {advice}"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AddUnlessGone(path, e, problems);
        }
    }

    /// <summary>git replaces and deletes these files at any time, and nothing depends on one that is gone.</summary>
    private static void AddUnlessGone(string path, Exception problem, List<StoreProblem> problems)
    {
        if (problem is not (FileNotFoundException or DirectoryNotFoundException))
        {
            problems.Add(new(path, problem.Message));
        }
    }

    private static bool IsWhole(string path, ObjectFormat format)
    {
        using var file = ForeignFile.Open(path);
        var rest = RandomAccess.GetLength(file) - format.IdLength;
        Span<byte> trailer = stackalloc byte[format.IdLength];
        if (rest < 0 || Fill(file, trailer, rest) != format.IdLength)
        {
            return false;
        }

        // With index.skipHash, git writes zeros in the place of the checksum.
        return !trailer.ContainsAnyExcept((byte)0) || ComputeChecksum(file, rest, format).AsSpan().SequenceEqual(trailer);
    }

    private static byte[] ComputeChecksum(Microsoft.Win32.SafeHandles.SafeFileHandle file, long length, ObjectFormat format)
    {
        var buffer = new byte[(int)Math.Min(length, 256 * 1024)];
        if (length == buffer.Length)
        {
            return format.ComputeChecksum(buffer.AsSpan(0, Fill(file, buffer, 0)));
        }

        using var hash = format.CreateHash();
        var offset = 0L;
        for (int read; (read = Fill(file, buffer.AsSpan(0, (int)Math.Min(buffer.Length, length - offset)), offset)) > 0; offset += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Reads until the buffer is full or the file ends. One call may return less.</summary>
    private static int Fill(Microsoft.Win32.SafeHandles.SafeFileHandle file, Span<byte> buffer, long offset)
    {
        var length = 0;
        for (int read; length < buffer.Length && (read = RandomAccess.Read(file, buffer[length..], offset + length)) > 0;)
        {
            length += read;
        }

        return length;
    }

    private static IEnumerable<string> ListFiles(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
}
