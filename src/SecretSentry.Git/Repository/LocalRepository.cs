using System.Text;
using SecretSentry.Files;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Repository;

/// <summary>
/// A repository found without running git, because starting git costs as much as the whole check: its location, its index and HEAD.
/// Anything that is not clearly supported (a format extension, a ref storage other than files, an unusual ref) makes the repository
/// unknown. git is run in that case.
/// </summary>
internal sealed record LocalRepository(string GitDirectory, string CommonDirectory, string IndexFile, ObjectFormat Format,
    IReadOnlyList<string> ObjectFolders)
{
    /// <summary>Symbolic refs are followed to this depth, as in git.</summary>
    private const int MaxReferences = 5;

    /// <summary>
    /// Finds the repository that contains <paramref name="directory"/>. git's environment variables are respected. Returns null when the
    /// repository is not supported here.
    /// </summary>
    public static LocalRepository? Find(string directory)
    {
        if (FindGitDirectory(directory) is not { } git || !File.Exists($"{git}/HEAD"))
        {
            return null;
        }

        var link = $"{git}/commondir";
        var common = GetVariable("GIT_COMMON_DIR") is { } given ? Path.GetFullPath(given, directory)
            : File.Exists(link) ? ForeignFile.GetNamedPath(ForeignFile.ReadAllText(link, Budgets.Line).Trim(), git) : git;
        if (FormatOf($"{common}/config") is not { } format)
        {
            return null;
        }

        var index = GetVariable("GIT_INDEX_FILE") is { } named ? Path.GetFullPath(named, directory) : $"{git}/index";
        return new(git, common, index, format, RepositoryLayout.FindObjectFolders(common).Folders);
    }

    /// <summary>
    /// Gets the commit that HEAD points to; the default value before the first commit. Returns false when it cannot be determined here.
    /// </summary>
    public bool TryHead(out ObjectId commit)
    {
        var name = "HEAD";
        commit = default;
        for (var i = 0; i <= MaxReferences; i++)
        {
            if (ReadRef(name) is not { } value)
            {
                return name != "HEAD"; // an unborn branch
            }

            if (!value.StartsWith("ref: ", StringComparison.Ordinal))
            {
                return ObjectId.TryParse(value.AsSpan(), out commit) && commit.Length == Format.IdLength;
            }

            name = value[5..].Trim();
            if (!name.StartsWith("refs/heads/", StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return false;
    }

    private static string? GetVariable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? FindGitDirectory(string directory)
    {
        if (GetVariable("GIT_DIR") is { } given)
        {
            return Path.GetFullPath(given, directory);
        }

        // When the user limits the search, only the top of a worktree is recognized here.
        var isLimited = GetVariable("GIT_CEILING_DIRECTORIES") is not null || GetVariable("GIT_DISCOVERY_ACROSS_FILESYSTEM") is not null;
        for (var folder = directory; folder is not null; folder = isLimited ? null : Path.GetDirectoryName(folder))
        {
            var inner = $"{folder.TrimEnd('/')}/.git";
            if (Directory.Exists(inner))
            {
                return inner;
            }

            if (File.Exists(inner))
            {
                return ForeignFile.ReadAllText(inner, Budgets.Line) is var text && text.StartsWith("gitdir:", StringComparison.Ordinal)
                    ? ForeignFile.GetNamedPath(text["gitdir:".Length..].Trim(), folder) : null;
            }
        }

        return null;
    }

    /// <summary>
    /// Returns null when the configuration requires something that is not supported here. Extensions are read from this file alone, without
    /// includes (git's check_repository_format).
    /// </summary>
    private static ObjectFormat? FormatOf(string config)
    {
        if (!File.Exists(config))
        {
            return null;
        }

        if (!ForeignFile.ReadAllText(config, Budgets.GitSettings).Contains("extensions", StringComparison.OrdinalIgnoreCase))
        {
            return ObjectFormat.Sha1;
        }

        var settings = RepositoryLayout.ReadSettings(config);
        var isSupported = settings.Keys.Where(key => key.StartsWith("extensions.", StringComparison.Ordinal))
            .All(key => key is "extensions.objectformat" or "extensions.worktreeconfig" or "extensions.partialclone"
                or "extensions.preciousobjects" or "extensions.noop");
        return isSupported ? ObjectFormat.Find(settings.GetValueOrDefault("extensions.objectformat", "sha1")) : null;
    }

    /// <summary>Returns the text of a ref; null when there is no ref of that name.</summary>
    private string? ReadRef(string name)
    {
        var file = $"{(name == "HEAD" ? GitDirectory : CommonDirectory)}/{name}";
        return File.Exists(file) ? ForeignFile.ReadAllText(file, Budgets.Line).Trim() : ReadPackedRef(name);
    }

    /// <summary>
    /// gitrepository-layout, packed-refs: "id SP name" lines. Returns a text that is no id when a name has several lines: git looks for the
    /// name by bisection, so only git can say which line it takes.
    /// </summary>
    private string? ReadPackedRef(string name)
    {
        var file = $"{CommonDirectory}/packed-refs";
        if (!File.Exists(file))
        {
            return null;
        }

        ReadOnlySpan<byte> refs = ForeignFile.ReadAllBytes(file, Budgets.GitNames);
        ReadOnlySpan<byte> line = Encoding.UTF8.GetBytes($" {name}\n");
        var digits = 2 * Format.IdLength;
        string? found = null;
        for (var from = 0; refs[from..].IndexOf(line) is >= 0 and var offset; from += offset + line.Length)
        {
            var start = from + offset - digits;
            if (start == 0 || (start > 0 && refs[start - 1] == '\n'))
            {
                found = found is null ? Encoding.ASCII.GetString(refs.Slice(start, digits)) : "several lines";
            }
        }

        return found;
    }
}
