using System.Text.RegularExpressions;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Repository;

/// <summary>
/// The files a person would call the project's: tracked ones, and untracked ones that are not ignored; nested repositories likewise.
/// </summary>
/// <param name="Paths">Relative to the folder that was asked for, with '/'.</param>
/// <param name="Submodules">How many submodules were left out; each is a repository of its own.</param>
/// <param name="Unlisted">What could not be listed or named, with the reason.</param>
public sealed partial record TrackedFiles(IReadOnlyList<string> Paths, int Submodules, IReadOnlyDictionary<string, string> Unlisted)
{
    /// <summary>Nested repositories are followed to this depth.</summary>
    private const int MaxDepth = 16;

    /// <summary>Null when <paramref name="directory"/> is in no repository that git can list, or git is missing.</summary>
    public static TrackedFiles? List(string directory)
    {
        var (paths, unlisted) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        var submodules = Add(directory, "", 0, paths, unlisted);
        return submodules < 0 ? null : new([.. paths], submodules, unlisted);
    }

    /// <summary>The number of submodules; negative when git gave no list.</summary>
    private static int Add(string directory, string prefix, int depth, HashSet<string> paths, Dictionary<string, string> unlisted)
    {
        if (ReadOutput(directory) is not { } output)
        {
            return -1;
        }

        var submodules = 0;
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
                submodules++;
            }
            else if (!path.EndsWith('/'))
            {
                paths.Add(path);
            }
            else if (depth == MaxDepth || Add(Path.Combine(directory, entry), path, depth + 1, paths, unlisted) is var inner && inner < 0)
            {
                unlisted[path] = "a nested repository whose files git did not list; scan it by itself";
            }
            else
            {
                submodules += inner;
            }
        }

        return submodules;
    }

    private static byte[]? ReadOutput(string directory)
    {
        try
        {
            var (code, output, _) = GitProgram.TryRun(directory, "ls-files", "-z", "--cached", "--others", "--exclude-standard",
                "--deduplicate", "--stage");
            return code == 0 ? output : null;
        }
        catch (GitException e) when (e.Kind is GitErrorKind.GitMissing or GitErrorKind.NotARepository)
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
    /// Tracked: "mode id stage TAB path"; others: the path alone. The whole form, since the name of a new file may hold blanks and tabs
    /// itself.
    /// </summary>
    [GeneratedRegex(@"\A[0-7]{6} (?:[0-9a-f]{40}|[0-9a-f]{64}) [0-3]\t")]
    private static partial Regex GetTrackedEntryRegex();
}
