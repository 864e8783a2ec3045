using SecretSentry.Git.Process;

namespace SecretSentry.Purge.Objects;

/// <summary>Compares pairs of trees in one run of git.</summary>
internal static class TreePairs
{
    /// <summary>
    /// Returns the pairs of blobs that differ, each with a path. An added or deleted entry or a changed mode is added to
    /// <paramref name="problems"/>, unless names may change.
    /// </summary>
    public static IEnumerable<(string Old, string New, string Path)> EnumerateDifferences(string directory,
        IReadOnlyCollection<(string Old, string New)> pairs, List<string> problems, bool renamesPaths)
    {
        var trees = ResolveTrees(directory, pairs);
        using var git = GitProgram.Start(directory, "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--full-index");
        var output = Task.Run(() => ReadAll(git.StandardOutput.BaseStream));
        var error = git.StandardError.ReadToEndAsync();
        foreach (var (old, renewed) in trees)
        {
            git.StandardInput.Write($"{old} {renewed}\n");
        }

        git.StandardInput.Close();
        var fields = GitProgram.SplitFields(output.GetAwaiter().GetResult());
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            problems.Add($"git could not compare old and new trees ({GitWords.Describe(error.GetAwaiter().GetResult())})");
        }

        for (var i = 0; i < fields.Count; i++)
        {
            // A differing pair starts with its two ids on a separate line.
            var head = fields[i][(fields[i].LastIndexOf('\n') + 1)..];
            if (!head.StartsWith(':') || i + 1 == fields.Count)
            {
                continue;
            }

            var (parts, path) = (head.Split(' '), fields[++i]);
            if (parts[4] == "M" && parts[0] == ":" + parts[1])
            {
                yield return (parts[2], parts[3], path);
            }
            else if (!renamesPaths)
            {
                problems.Add($"'{path}' was {(parts[4] == "A" ? "added" : parts[4] == "D" ? "deleted" : "given another mode")}");
            }
        }
    }

    /// <summary>Resolves refs to their trees. Pairs of blobs have none. Notes are left out because they move on purpose.</summary>
    private static List<(string Old, string New)> ResolveTrees(string directory, IReadOnlyCollection<(string Old, string New)> pairs)
    {
        using var git = GitProgram.Start(directory, "cat-file", "--batch-check=%(objectname) %(objecttype)");
        var output = git.StandardOutput.ReadToEndAsync();
        _ = git.StandardError.ReadToEndAsync();
        foreach (var (old, renewed) in pairs)
        {
            git.StandardInput.Write($"{old}^{{tree}}\n{renewed}^{{tree}}\n");
        }

        git.StandardInput.Close();
        string[] lines = [.. output.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.EndsWith(" tree", StringComparison.Ordinal) ? line.Split(' ')[0] : "")];
        git.WaitForExit();
        return [.. Enumerable.Range(0, lines.Length / 2).Select(i => (lines[2 * i], lines[(2 * i) + 1]))
            .Where(pair => pair.Item1.Length > 0 && pair.Item2.Length > 0).Distinct()];
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
