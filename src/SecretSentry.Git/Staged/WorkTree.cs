using System.Globalization;
using SecretSentry.Git.Index;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Staged;

/// <summary>The files in the work tree, as opposed to the index.</summary>
public static class WorkTree
{
    private const string CountVariable = "GIT_CONFIG_COUNT";

    /// <summary>Returns the situation of <paramref name="paths"/>, which are relative to the top of the work tree.</summary>
    public static StagedSituation ReadSituation(string directory, IReadOnlyCollection<string> paths)
    {
        var (head, _, _) = GitProgram.TryRun(directory, "rev-parse", "--verify", "--quiet", "HEAD");
        IReadOnlyList<string> changed = ListFilterSettings(directory) is { } settings ? ListChanged(directory, settings) : [];
        return new(head != 0, changed.Intersect(paths, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>
    /// Runs git with the filters of its configuration switched off, for a command that compares files with the index. A file that a filter
    /// changes and that was written since then looks changed. Returns the exit code and standard output.
    /// </summary>
    /// <exception cref="GitException">A filter cannot be switched off.</exception>
    public static (int Code, byte[] Output) RunWithoutFilters(string directory, params string[] arguments)
    {
        var settings = ListFilterSettings(directory) ?? throw new GitException(GitErrorKind.CommandFailed,
            $"the configuration of '{directory}' has a filter whose name is not ASCII, which cannot be switched off; rename it");
        var (code, output, _) = GitProgram.TryRunIn(directory, settings, "", arguments);
        return (code, output);
    }

    private static IReadOnlyList<string> ListChanged(string directory, IEnumerable<(string Name, string Value)> settings)
    {
        var (_, output, _) = GitProgram.TryRunIn(directory, settings, "",
            ["diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all"]);
        return GitProgram.SplitFields(output);
    }

    /// <summary>
    /// Returns variables that make git run no filter, although it compares the content of files. An empty filter is none. Variables are
    /// used because the name of a filter may contain '=', which ends a name that is given with -c (git-config, GIT_CONFIG_COUNT). Returns
    /// null when a name may be in another encoding than UTF-8: a variable would name another filter.
    /// </summary>
    private static IReadOnlyList<(string Name, string Value)>? ListFilterSettings(string directory)
    {
        var (_, output, _) = GitProgram.TryRun(directory, "config", "-z", "--name-only", "--get-regexp",
            "^filter\\..*\\.(clean|process|required)$");
        string[] names = [.. GitProgram.SplitFields(output).Distinct(StringComparer.Ordinal)];
        if (!Array.TrueForAll(names, name => System.Text.Ascii.IsValid(name)))
        {
            return null;
        }

        var before = Environment.GetEnvironmentVariable(CountVariable);
        var first = int.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return names.Length == 0 ? [] : [(CountVariable, Format(first + names.Length)), .. names.Index().SelectMany(name => new[]
        {
            ($"GIT_CONFIG_KEY_{Format(first + name.Index)}", name.Item),
            ($"GIT_CONFIG_VALUE_{Format(first + name.Index)}", name.Item.EndsWith(".required", StringComparison.Ordinal) ? "false" : ""),
        })];

        static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
