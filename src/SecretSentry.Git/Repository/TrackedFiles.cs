using System.Text.RegularExpressions;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>
/// The files that belong to a project: tracked files, and untracked files that are not ignored. Files of nested repositories are included
/// by the same rule.
/// </summary>
/// <param name="Paths">Paths relative to the folder that was given, with '/'.</param>
/// <param name="Submodules">Number of submodules that are not checked out. The files of the others are included.</param>
/// <param name="Absent">Number of tracked paths that lead through a link to a folder. For git they are deleted; they are left out.</param>
/// <param name="Unlisted">Paths that could not be listed or named, with the reason.</param>
public sealed partial record TrackedFiles(IReadOnlyList<string> Paths, int Submodules, int Absent,
    IReadOnlyDictionary<string, string> Unlisted)
{
    /// <summary>The reason why the files of a bare repository are not scanned as files.</summary>
    public const string BareReason = "a repository without files of its own (bare); scan it with --history";

    /// <summary>
    /// A repository could hide files: git does not list <c>src/a</c> when it ignores case and <c>SRC/a</c> is tracked. File systems of
    /// Linux do not ignore case.
    /// </summary>
    private static readonly string[] CaseSetting = OperatingSystem.IsLinux() ? ["-c", "core.ignoreCase=false"] : [];

    /// <summary>Nested repositories are followed to this depth.</summary>
    private const int MaxDepth = 16;

    /// <summary>
    /// Lists the files of <paramref name="directory"/>. Returns null when it is in no repository that git can list, or git is missing.
    /// </summary>
    public static TrackedFiles? List(string directory)
    {
        var (paths, unlisted) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var submodules = Add(directory, "", 0, paths, unlisted);
        var links = new LinkedFolders(directory);
        var absent = paths.RemoveWhere(links.AreAbove);
        return submodules < 0 ? null : new([.. paths], submodules, absent, unlisted);
    }

    /// <summary>
    /// Lists the tracked files of the work tree that contains <paramref name="directory"/>. Links, submodules and files that do not exist
    /// are left out.
    /// </summary>
    /// <returns>Paths relative to the folder, and paths that cannot be named, with the reason.</returns>
    /// <exception cref="GitException">git could not list them.</exception>
    public static (IReadOnlyList<string> Paths, IReadOnlyDictionary<string, string> Unlisted) ListTracked(string directory)
    {
        var fields = SplitFields(GitProgram.Run(directory, "ls-files", "-z", "--cached", "--deduplicate")).ToArray();
        var links = new LinkedFolders(directory);
        return ([.. fields.Where(field => field.IsUtf8).Select(field => field.Entry)
            .Where(path => new FileInfo(Path.Combine(directory, path)) is { Exists: true, LinkTarget: null })
            .Where(path => !links.AreAbove(path))],
            fields.Where(field => !field.IsUtf8).DistinctBy(field => field.Entry).ToDictionary(field => field.Entry,
                _ => "its name is not UTF-8, so it cannot be opened; rename it", StringComparer.Ordinal));
    }

    /// <summary>Returns the number of submodules; negative when git returned no list.</summary>
    private static int Add(string directory, string prefix, int depth, HashSet<string> paths, Dictionary<string, string> unlisted)
    {
        if (ReadOutput(directory) is not { } output)
        {
            return -1;
        }

        var (submodules, bare) = (0, new List<string>());
        foreach (var (entry, isUtf8) in SplitFields(output))
        {
            var tracked = GetTrackedEntryRegex().Match(entry);
            var path = prefix + entry[tracked.Length..];
            if (!isUtf8)
            {
                unlisted[path] = "its name is not UTF-8, so it cannot be opened; rename it, or add it and scan with --staged or --history";
            }
            else if (tracked.Success && entry.StartsWith("160000", StringComparison.Ordinal))
            {
                submodules += AddSubmodule(Path.Combine(directory, entry[tracked.Length..]), path, depth, paths, unlisted);
            }
            else if (!path.EndsWith('/'))
            {
                paths.Add(path);
                if (!tracked.Success && Path.GetFileName(path) == "HEAD"
                    && RepositoryLayout.IsGitDirectory(Path.GetDirectoryName(Path.Combine(directory, entry))!))
                {
                    bare.Add(path[..^"HEAD".Length]);
                }
            }
            else if (depth == MaxDepth || Add(Path.Combine(directory, entry), path, depth + 1, paths, unlisted) is var inner && inner < 0)
            {
                unlisted[path] = "a nested repository whose files git did not list; scan it separately";
            }
            else
            {
                submodules += inner;
            }
        }

        foreach (var folder in bare)
        {
            paths.RemoveWhere(path => path.StartsWith(folder, StringComparison.Ordinal));
            unlisted[folder] = BareReason;
        }

        return submodules;
    }

    /// <summary>
    /// Adds the files of a submodule. Returns the number of submodules that are not checked out. An ordinary folder in the place of a
    /// submodule cannot be listed, because git regards it as none of the repository.
    /// </summary>
    private static int AddSubmodule(string folder, string path, int depth, HashSet<string> paths, Dictionary<string, string> unlisted)
    {
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            unlisted[path] = "a link is in the place of a submodule; scan its target by itself";
            return 0;
        }

        try
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                return 1;
            }
        }
        catch (DirectoryNotFoundException)
        {
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unlisted[path] = e.Message;
            return 0;
        }

        if (!Path.Exists(Path.Combine(folder, ".git")))
        {
            unlisted[path] = "git has a submodule here, but it is an ordinary folder; scan it by itself with --no-gitignore";
            return 0;
        }

        if (depth < MaxDepth && Add(folder, path + "/", depth + 1, paths, unlisted) is >= 0 and var inner)
        {
            return inner;
        }

        unlisted[path] = "a submodule whose files git did not list; scan it by itself";
        return 0;
    }

    private static byte[]? ReadOutput(string directory)
    {
        try
        {
            var (code, output, _) = GitProgram.TryRun(directory, [.. CaseSetting, "ls-files", "-z", "--cached", "--others",
                "--exclude-standard", "--deduplicate", "--stage"]);
            return code == 0 ? output : null;
        }
        catch (GitException e) when (e.Kind != GitErrorKind.CommandFailed)
        {
            return null;
        }
    }

    private static IEnumerable<(string Entry, bool IsUtf8)> SplitFields(byte[] output)
    {
        for (var start = 0; start < output.Length;)
        {
            var length = output.AsSpan(start).IndexOf((byte)0);
            var field = output.AsMemory(start, length < 0 ? output.Length - start : length);
            yield return (GitProgram.DecodeText(field.Span), System.Text.Unicode.Utf8.IsValid(field.Span));
            start += field.Length + 1;
        }
    }

    /// <summary>
    /// Tracked: "mode id stage TAB path"; others: the path alone. The pattern matches the complete form, because the name of a new file may
    /// itself contain blanks and tabs.
    /// </summary>
    [GeneratedRegex(@"\A[0-7]{6} (?:[0-9a-f]{40}|[0-9a-f]{64}) [0-3]\t")]
    private static partial Regex GetTrackedEntryRegex();
}
