using SecretSentry.Git.Index;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.Names;

/// <summary>The blobs and trees that the index of each worktree names.</summary>
internal static class IndexNames
{
    private const int SubmoduleMode = 0xE000;

    /// <summary>Returns the names. An index that cannot be read is added to <paramref name="broken"/>.</summary>
    public static List<NamedObject> Read(RepositoryLayout layout, ICollection<BrokenName> broken)
    {
        var names = new List<NamedObject>();
        var own = Environment.GetEnvironmentVariable("GIT_INDEX_FILE") is { Length: > 0 } given
            ? Path.GetFullPath(given, Path.GetFullPath(layout.Directory)) : Path.Combine(layout.GitDirectory, "index");
        var files = NameFolders.ListGitDirectories(layout).Select(entry => Path.Combine(entry.Folder, "index"));
        foreach (var file in files.Append(own).Distinct(StringComparer.Ordinal).Where(File.Exists))
        {
            try
            {
                Add(file, layout, names);
            }
            catch (Exception e) when (e is DamagedException or IOException or UnauthorizedAccessException)
            {
                AddByGit(file, layout, names, broken);
            }
        }

        return names;
    }

    private static void Add(string file, RepositoryLayout layout, List<NamedObject> names)
    {
        using var index = IndexFile.Open(file, layout.Format);
        var found = new List<NamedObject>();
        for (var i = 0; i < index.Count; i++)
        {
            var entry = index.GetEntry(i);
            if ((entry.Mode & 0xF000) != SubmoduleMode && !entry.IsIntent)
            {
                found.Add(new(NameKind.Index, GitProgram.DecodeText(entry.Path), new(entry.Id)));
            }
        }

        found.AddRange(index.Tree.ListTrees(layout.Format.IdLength).Select(id => new NamedObject(NameKind.Index, "(a folder)", id)));
        names.AddRange(found);
    }

    /// <summary>"mode SP id SP stage TAB path" (git-ls-files manual), for a split or sparse index, or a newer format.</summary>
    private static void AddByGit(string file, RepositoryLayout layout, List<NamedObject> names, ICollection<BrokenName> broken)
    {
        var folder = Path.GetDirectoryName(file)!;
        var (code, output, error) = GitProgram.TryRunIn(layout.GitDirectory,
            [("GIT_INDEX_FILE", file), ("GIT_DIR", layout.GitDirectory), ("GIT_WORK_TREE", layout.GitDirectory)], "",
            ["ls-files", "--stage", "-z"]);
        if (code != 0 || error.Length > 0)
        {
            broken.Add(new(Path.GetRelativePath(layout.CommonDirectory, Path.Combine(folder, "index")),
                $"the index cannot be read ({GitWords.Describe(error)})"));
        }

        foreach (var field in GitProgram.SplitFields(output))
        {
            var (words, tab) = (field.Split(' ', 3), field.IndexOf('\t', StringComparison.Ordinal));
            if (words.Length == 3 && tab > 0 && words[0] != "160000" && ObjectId.TryParse(words[1].AsSpan(), out var id))
            {
                names.Add(new(NameKind.Index, field[(tab + 1)..], id));
            }
        }
    }
}
