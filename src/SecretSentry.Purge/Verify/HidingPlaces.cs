using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.References;

namespace SecretSentry.Purge.Verify;

/// <summary>
/// The folders that a proof searches: the git directory, the work trees, and the git directories that files named <c>.git</c> in them
/// refer to, wherever these are.
/// </summary>
internal sealed class HidingPlaces
{
    private readonly List<string> _tops = [];
    private readonly HashSet<string> _gitDirectories = new(StringComparer.Ordinal);

    private HidingPlaces()
    {
    }

    /// <summary>All files, each once.</summary>
    public List<string> Files { get; } = [];

    /// <summary>The git directories whose objects are searched.</summary>
    public IEnumerable<string> GitDirectories => _gitDirectories;

    /// <summary>Lists the places of a repository and of the repositories nested in its folders.</summary>
    public static HidingPlaces List(RepositoryLayout layout, RefSnapshot snapshot)
    {
        var places = new HidingPlaces();
        string[] tops = [layout.CommonDirectory, layout.GitDirectory, .. snapshot.Worktrees.Select(entry => entry.Folder)
            .Where(folder => folder.Length > 0)];
        var open = new Queue<string>(tops.Select(Path.GetFullPath).OrderBy(top => top.Length));
        places._gitDirectories.Add(layout.CommonDirectory);
        while (open.TryDequeue(out var top))
        {
            if (!places._tops.Exists(other => IsWithin(top, other)))
            {
                places._tops.Add(top);
                places.AddFolder(top, open);
            }
        }

        return places;
    }

    private void AddFolder(string top, Queue<string> open)
    {
        var others = _tops.Where(other => other != top && IsWithin(other, top)).ToArray();
        foreach (var path in Directory.EnumerateFileSystemEntries(top, "*", CreateOptions())
            .Where(path => !others.Any(other => IsWithin(path, other))))
        {
            if (!Directory.Exists(path) || new FileInfo(path).LinkTarget is not null)
            {
                Files.Add(path);
                AddReferences(path, open);
            }
            else if (Path.GetFileName(path) == "objects" && Path.GetDirectoryName(path) is { } folder
                && RepositoryLayout.IsGitDirectory(folder))
            {
                _gitDirectories.Add(folder);
            }
        }

        if (RepositoryLayout.IsGitDirectory(top))
        {
            _gitDirectories.Add(top);
        }
    }

    /// <summary>
    /// Adds the folders that a file refers to: <c>.git</c> names a git directory, and <c>commondir</c> there names the one that it shares
    /// (gitrepository-layout).
    /// </summary>
    private static void AddReferences(string file, Queue<string> open)
    {
        const string prefix = "gitdir: ";
        if (Path.GetFileName(file) == ".git" && ReadStart(file) is { } text && text.StartsWith(prefix, StringComparison.Ordinal))
        {
            var folder = ForeignFile.GetNamedPath(text[prefix.Length..], Path.GetDirectoryName(file)!);
            var link = ReadStart(Path.Combine(folder, "commondir"));
            var common = link is null ? folder : ForeignFile.GetNamedPath(link, folder);
            foreach (var other in RepositoryLayout.IsGitDirectory(common) ? [folder, common] : Array.Empty<string>())
            {
                open.Enqueue(other.TrimEnd('/'));
            }
        }
    }

    /// <summary>Returns the first 4 kB of a file without the line end; null when it cannot be read. The search reports that.</summary>
    private static string? ReadStart(string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            using var reader = ForeignFile.OpenStream(file);
            var start = new byte[4096];
            var length = reader.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return System.Text.Encoding.UTF8.GetString(start.AsSpan(0, length)).TrimEnd('\r', '\n')
                .Replace("\0", "", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsWithin(string path, string top) =>
        path == top || path.StartsWith(top.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static EnumerationOptions CreateOptions() => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };
}
