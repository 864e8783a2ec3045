using System.Text.RegularExpressions;
using SecretSentry.Files;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Objects;

/// <summary>
/// The folders in which a repository stores its objects, and the facts it records about them. git is asked first, because it evaluates the
/// environment and rejects repositories of other users. When git does not support the repository's format, the folder is searched here,
/// because the objects can still be read.
/// </summary>
public sealed partial record RepositoryLayout
{
    /// <summary>Alternates of alternates are followed to this depth, as in git.</summary>
    private const int MaxAlternateDepth = 5;

    /// <summary>The working directory for git.</summary>
    public required string Directory { get; init; }

    /// <summary>The git directory. With several worktrees it is the one of this worktree.</summary>
    public required string GitDirectory { get; init; }

    /// <summary>The git directory that all worktrees share.</summary>
    public required string CommonDirectory { get; init; }

    /// <summary>The hash function of the ids.</summary>
    public required ObjectFormat Format { get; init; }

    /// <summary>Existing folders with objects: the repository's own first, then alternates.</summary>
    public required IReadOnlyList<string> ObjectFolders { get; init; }

    /// <summary>Folders that alternates name but that do not exist, or are nested too deep.</summary>
    public required IReadOnlyList<string> MissingFolders { get; init; }

    /// <summary>Commits whose parents are intentionally absent.</summary>
    public required IReadOnlySet<ObjectId> ShallowCommits { get; init; }

    /// <summary>Whether objects may be intentionally absent because a promisor remote provides them.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether the file <c>info/grafts</c> replaces the parents of commits. It is ignored here.</summary>
    public bool HasGrafts { get; init; }

    /// <summary>Whether refs and reflogs are kept in tables, not in files.</summary>
    public bool UsesRefTables { get; init; }

    /// <summary>The reason why git cannot read this repository; empty when it can.</summary>
    public string GitProblem { get; init; } = "";

    /// <summary>Reads the layout of the repository that contains <paramref name="directory"/>.</summary>
    /// <exception cref="GitException">The folder is in no repository, git rejects the repository for another reason than its format, or its
    /// hash function is not supported.</exception>
    public static RepositoryLayout Read(string directory)
    {
        var (git, common, problem) = Locate(directory);
        var settings = ReadSettings(Path.Combine(common, "config"));
        var name = settings.GetValueOrDefault("extensions.objectformat", "sha1");
        var format = ObjectFormat.Find(name)
            ?? throw new GitException(GitErrorKind.CommandFailed,
            $"the repository at '{git}' names in extensions.objectFormat of its configuration a format that is not supported; "
                + "supported formats are sha1 and sha256");
        var (folders, missing) = FindObjectFolders(common);
        return new()
        {
            Directory = directory,
            GitDirectory = git,
            CommonDirectory = common,
            Format = format,
            ObjectFolders = folders,
            MissingFolders = missing,
            ShallowCommits = ReadShallow(Path.Combine(common, "shallow")),
            IsPartial = settings.ContainsKey("extensions.partialclone") || settings.Keys.Any(key => GetPromisorKeyRegex().IsMatch(key)),
            HasGrafts = File.Exists(Path.Combine(common, "info", "grafts")),
            UsesRefTables = settings.GetValueOrDefault("extensions.refstorage", "files") != "files",
            GitProblem = problem,
        };
    }

    /// <summary>
    /// Returns the settings of one configuration file; a later value replaces an earlier one. Keys have the form "section.name" or
    /// "section.subsection.name", with section and name in lower case. Includes are not followed, because the settings needed here must be
    /// in the file itself.
    /// </summary>
    public static Dictionary<string, string> ReadSettings(string file)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var section = "";
        foreach (var line in ReadLinesIfThere(file))
        {
            if (GetSectionLineRegex().Match(line) is { Success: true } head)
            {
                section = head.Groups[1].Value.ToLowerInvariant()
                    + (head.Groups[2].Success ? "." + head.Groups[2].Value.Replace("\\\"", "\"", StringComparison.Ordinal)
                    .Replace("\\\\", "\\", StringComparison.Ordinal) : "");
            }
            else if (ValueLine().Match(line) is { Success: true } value)
            {
                settings[$"{section}.{value.Groups[1].Value.ToLowerInvariant()}"] = value.Groups[2].Success
                    ? value.Groups[2].Value.Trim().Trim('"') : "true";
            }
        }

        return settings;
    }

    /// <summary>
    /// Returns whether a folder is itself a git directory, such as a bare repository (git's is_git_directory, without its checks of links).
    /// </summary>
    public static bool IsGitDirectory(string folder) => File.Exists(Path.Combine(folder, "HEAD"))
        && System.IO.Directory.Exists(Path.Combine(folder, "objects")) && System.IO.Directory.Exists(Path.Combine(folder, "refs"));

    private static (string Git, string Common, string Problem) Locate(string directory)
    {
        try
        {
            var lines = GitProgram.ReadLines(directory, "rev-parse", "--absolute-git-dir", "--git-common-dir");
            return (lines[0], Path.GetFullPath(lines[1], Path.GetFullPath(directory)), "");
        }
        catch (GitException e) when (e.Kind != GitErrorKind.ForeignOwner)
        {
            // git does not regard a folder whose HEAD is damaged as a repository. Whatever else git says no to is none.
            var git = System.IO.Directory.Exists(directory) ? Search(Path.GetFullPath(directory)) : null;
            if (git is null || (e.Kind == GitErrorKind.NotARepository && IsHead(Path.Combine(git, "HEAD"))))
            {
                throw;
            }

            var link = Path.Combine(git, "commondir");
            var common = File.Exists(link) ? ForeignFile.GetNamedPath(ForeignFile.ReadAllText(link, Budgets.Line).Trim(), git) : git;
            return (git, common, e.Message);
        }
    }

    /// <summary>Whether git accepts the content of the file as HEAD: the name of a ref, or an id.</summary>
    private static bool IsHead(string file)
    {
        var text = ForeignFile.ReadAllText(file, Budgets.Line);
        return (text.StartsWith("ref:", StringComparison.Ordinal) && text[4..].TrimStart().StartsWith("refs/", StringComparison.Ordinal))
            || ObjectId.TryParse(text.AsSpan().Trim(), out _);
    }

    /// <summary>
    /// gitrepository-layout: a folder .git, a file .git that names one, or the folder itself. What is called .git and is none ends the
    /// search, so that a damaged repository is not taken for the one that contains it.
    /// </summary>
    private static string? Search(string directory)
    {
        for (var folder = directory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var inner = Path.Combine(folder, ".git");
            if (File.Exists(inner) && ForeignFile.ReadAllText(inner, Budgets.Line) is var text
                && text.StartsWith("gitdir:", StringComparison.Ordinal))
            {
                inner = ForeignFile.GetNamedPath(text["gitdir:".Length..].Trim(), folder);
            }

            foreach (var candidate in new[] { inner, folder })
            {
                if (File.Exists(Path.Combine(candidate, "HEAD"))
                    && (System.IO.Directory.Exists(Path.Combine(candidate, "objects"))
                    || File.Exists(Path.Combine(candidate, "commondir"))))
                {
                    return candidate;
                }
            }

            if (Path.Exists(Path.Combine(folder, ".git")))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>
    /// git-repack and gitrepository-layout, info/alternates. Relative paths are relative to the folder whose file names them.
    /// </summary>
    internal static (List<string> Folders, List<string> Missing) FindObjectFolders(string common)
    {
        var own = Environment.GetEnvironmentVariable("GIT_OBJECT_DIRECTORY") is { Length: > 0 } given ? given
            : Path.Combine(common, "objects");
        var (folders, missing) = (new List<string>(), new List<string>());
        var open = new Queue<(string Folder, int Depth)>([(Path.GetFullPath(own), 0)]);
        foreach (var other in (Environment.GetEnvironmentVariable("GIT_ALTERNATE_OBJECT_DIRECTORIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            open.Enqueue((Path.GetFullPath(other.Trim('"')), 0));
        }

        while (open.TryDequeue(out var next))
        {
            if (!System.IO.Directory.Exists(next.Folder))
            {
                missing.Add(next.Folder);
            }
            else if (!folders.Contains(next.Folder, StringComparer.Ordinal))
            {
                folders.Add(next.Folder);
                var list = Path.Combine(next.Folder, "info", "alternates");
                var lines = ReadLinesIfThere(list).Where(line => line.Length > 0 && line[0] != '#');
                foreach (var line in lines)
                {
                    if (line.Contains('\0', StringComparison.Ordinal))
                    {
                        missing.Add(line);
                        continue;
                    }

                    var other = Path.GetFullPath(line.Trim('"'), next.Folder);
                    if (next.Depth < MaxAlternateDepth)
                    {
                        open.Enqueue((other, next.Depth + 1));
                    }
                    else if (!folders.Contains(other, StringComparer.Ordinal))
                    {
                        missing.Add(other);
                    }
                }
            }
        }

        return (folders, missing);
    }

    /// <summary>Returns the lines of a file; none when it does not exist. File.Exists would also hide a file that cannot be read.</summary>
    private static string[] ReadLinesIfThere(string file, Budget? limit = null)
    {
        try
        {
            return ForeignFile.ReadAllLines(file, limit ?? Budgets.GitSettings);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static HashSet<ObjectId> ReadShallow(string file)
    {
        var commits = new HashSet<ObjectId>();
        foreach (var line in ReadLinesIfThere(file, Budgets.GitNames))
        {
            if (ObjectId.TryParse(line.Trim(), out var id))
            {
                commits.Add(id);
            }
        }

        return commits;
    }

    [GeneratedRegex("^\\s*\\[\\s*([A-Za-z0-9.-]+)(?:\\s+\"((?:[^\"\\\\]|\\\\.)*)\")?\\s*\\]")]
    private static partial Regex GetSectionLineRegex();

    [GeneratedRegex(@"^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*([^#;]*))?")]
    private static partial Regex ValueLine();

    [GeneratedRegex(@"^remote\..*\.(promisor|partialclonefilter)$", RegexOptions.Singleline)]
    private static partial Regex GetPromisorKeyRegex();
}
