using System.Text;
using System.Text.RegularExpressions;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Verify;

/// <summary>
/// Proves that nothing is left. No object contains a needle in any spelling, whether reachable or not. No other file in the git directory
/// or in the work trees contains one. Everything else is unchanged.
/// </summary>
internal static partial class Prover
{
    /// <summary>Maximum number of problems that are named. Further ones are only counted.</summary>
    private const int MaxProblems = 200;

    /// <summary>Makes the first two proofs, for a repository and all repositories nested in its folders.</summary>
    public static PurgeProof ProveGone(string directory, NeedleScanOptions options)
    {
        var search = options.Search;
        var layout = RepositoryLayout.Read(directory);
        var snapshot = RefSnapshot.Read(layout);
        var problems = new List<string>();
        string[] tops = [layout.CommonDirectory, .. snapshot.Worktrees.Select(entry => entry.Folder).Where(folder => folder.Length > 0)];
        string[] outermost = [.. tops.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)
            .Where(top => !tops.Any(other => other != top && top.StartsWith(other.TrimEnd('/') + "/", StringComparison.Ordinal)))];
        var (objects, files) = (0L, 0L);
        foreach (var gitDirectory in outermost.SelectMany(FindNestedRepositories).Prepend(layout.CommonDirectory)
            .Distinct(StringComparer.Ordinal))
        {
            objects += SearchObjects(gitDirectory, options, problems);
        }

        foreach (var file in outermost.SelectMany(EnumerateFiles).Distinct(StringComparer.Ordinal))
        {
            options.Cancellation.ThrowIfCancellationRequested();
            files += SearchFile(file, search, problems);
        }

        problems.AddRange(snapshot.Refs.Where(entry => search.IsIn(Encoding.Latin1.GetBytes(entry.Name)))
            .Select(entry => $"the name of the ref that points to {entry.Id}"));
        return new(objects, files, 0, Limit(problems));
    }

    /// <summary>
    /// Makes the third proof, while both old and new objects exist. git compares the old and new trees of all refs; pairs of blobs are
    /// compared here.
    /// </summary>
    /// <param name="directory">A repository that has access to old and new objects.</param>
    /// <param name="result">The changes.</param>
    /// <param name="replacer">Removes the needles.</param>
    /// <param name="renamesPaths">Whether file names may change.</param>
    public static IReadOnlyList<string> Equal(string directory, RewriteResult result, Replacer replacer, bool renamesPaths)
    {
        var (problems, blobs) = (new List<string>(), new HashSet<(string Old, string New)>());
        var pairs = result.Moves.Where(move => !move.Name.StartsWith("refs/notes/", StringComparison.Ordinal))
            .Select(move => (move.Old, move.New)).Where(pair => pair.Old.Trim('0').Length > 0 && pair.New.Trim('0').Length > 0).Distinct()
            .ToArray();
        var map = result.Map;
        foreach (var (old, renewed, path) in TreePairs.EnumerateDifferences(directory, pairs, problems, renamesPaths))
        {
            if (map.TryGetValue(ObjectId.ParseOrDefault(old), out var expected) && expected.ToString() == renewed)
            {
                blobs.Add((old, renewed));
            }
            else if (!renamesPaths)
            {
                problems.Add($"'{path}' changed from {old} to {renewed}, which is not part of the purge");
            }
        }

        using var reader = BlobReader.Start(directory);
        foreach (var (old, renewed) in blobs)
        {
            if (ReadContent(reader, old, problems) is { } before && ReadContent(reader, renewed, problems) is { } after
                && !(replacer.Replace(before, null, out _) ?? before).AsSpan().SequenceEqual(after))
            {
                problems.Add($"blob {renewed} differs from {old} in more than the replaced text");
            }
        }

        return Limit(problems);
    }

    /// <summary>
    /// Checks whether the refs are as the plan changed them. For a ref that has moved since, checks whether the planned commit is in its
    /// history. Also checks whether all needed objects exist.
    /// </summary>
    public static (int Compared, IReadOnlyList<string> Places) ProveIntact(string directory, IReadOnlyList<RefMove> moves)
    {
        var layout = RepositoryLayout.Read(directory);
        var (refs, problems) = (RefSnapshot.Read(layout).Refs.ToDictionary(entry => entry.Name, entry => entry.Id, StringComparer.Ordinal),
            new List<string>());
        var compared = 0;
        foreach (var move in moves.Where(move => refs.ContainsKey(move.Name)))
        {
            compared++;
            var id = refs[move.Name];
            if (id == move.Old)
            {
                problems.Add($"the ref '{move.Name}' still points to the old history ({move.Old})");
            }
            else if (id != move.New && GitProgram.TryRun(directory, "merge-base", "--is-ancestor", move.New, id).Code != 0)
            {
                problems.Add($"the ref '{move.Name}' points to {id}, which is not a descendant of {move.New}");
            }
        }

        var (_, output, error) = GitProgram.TryRun(directory, "fsck", "--connectivity-only", "--no-dangling", "--no-progress");
        var lines = (GitProgram.DecodeText(output) + error).Split('\n')
            .Where(line =>
            line.StartsWith("missing ", StringComparison.Ordinal) || line.StartsWith("broken link", StringComparison.Ordinal));
        return (compared, Limit([.. problems, .. lines.Select(line => $"git fsck: {line}")]));
    }

    private static long SearchObjects(string gitDirectory, NeedleScanOptions options, List<string> problems)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(gitDirectory));
        var found = NeedleScan.Run(store, options);
        problems.AddRange(found.Blobs.Select(id => $"blob {id} in '{gitDirectory}'"));
        problems.AddRange(found.Messages.Select(id => $"the message of {id} in '{gitDirectory}'"));
        problems.AddRange(found.Identities.Select(id => $"a name or email address in {id} in '{gitDirectory}'"));
        problems.AddRange(found.Trees.Select(id => $"a file name in tree {id} in '{gitDirectory}'"));
        problems.AddRange(found.Unreadable.Select(entry =>
            $"{entry.Key} in '{gitDirectory}' cannot be read, so it could not be searched: {entry.Value}"));
        return found.Objects;
    }

    private static int SearchFile(string file, NeedleSearch search, List<string> problems)
    {
        if (GetPackedFileRegex().IsMatch(file))
        {
            return 0; // its objects have already been searched
        }

        if (GetUnfinishedFileRegex().IsMatch(file) || file.EndsWith(".bundle", StringComparison.Ordinal))
        {
            problems.Add($"'{Redact(file, search)}' contains compressed objects that could not be searched; delete it");
            return 1;
        }

        if (search.IsIn(Encoding.UTF8.GetBytes(file)))
        {
            problems.Add($"the name of the file '{Redact(file, search)}'");
        }

        try
        {
            var link = new FileInfo(file).LinkTarget;
            using var content = link is null ? (Stream)new FileStream(file, new FileStreamOptions { BufferSize = 0 })
                : new MemoryStream(Encoding.UTF8.GetBytes(link));
            if (StreamSearch.Find(content, search) is { Count: > 0 } matches)
            {
                var names = matches.Select(match => $"{search.NameOf(match)}, {search.GetSpelling(match)}")
                    .Distinct(StringComparer.Ordinal);
                problems.Add($"'{Redact(file, search)}' ({string.Join(", ", names)})");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"'{Redact(file, search)}' cannot be read: {e.Message}");
        }

        return 1;
    }

    /// <summary>Returns the file's path without parts that contain a needle: the nearest parent folder whose path contains none.</summary>
    private static string Redact(string file, NeedleSearch search)
    {
        while (search.IsIn(Encoding.UTF8.GetBytes(file)) && Path.GetDirectoryName(file) is { } folder)
        {
            file = folder;
        }

        return file;
    }

    /// <summary>Returns the git directories in a folder: those of submodules and of other nested repositories.</summary>
    private static IEnumerable<string> FindNestedRepositories(string top) =>
        Directory.EnumerateDirectories(top, "objects", CreateOptions()).Select(folder => Path.GetDirectoryName(folder)!)
            .Where(gitDirectory => gitDirectory != top && File.Exists(Path.Combine(gitDirectory, "HEAD"))
            && Directory.Exists(Path.Combine(gitDirectory, "refs")));

    /// <summary>
    /// Returns all files, including links, and including files whose names are not valid text and that cannot be opened. Reading them
    /// reports the error.
    /// </summary>
    private static IEnumerable<string> EnumerateFiles(string top) => Directory.EnumerateFileSystemEntries(top, "*", CreateOptions())
        .Where(path => !Directory.Exists(path) || new FileInfo(path).LinkTarget is not null);

    private static EnumerationOptions CreateOptions() => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    private static byte[]? ReadContent(BlobReader reader, string id, List<string> problems)
    {
        if (reader.TryRead(id, out var content, out _, out var problem))
        {
            return content.ToArray();
        }

        problems.Add($"blob {id} cannot be read: {problem}");
        return null;
    }

    private static List<string> Limit(List<string> problems) =>
        problems.Count <= MaxProblems ? problems : [.. problems.Take(MaxProblems), $"and {problems.Count - MaxProblems} more places"];

    [GeneratedRegex(@"/objects/(?:[0-9a-f]{2}/[0-9a-f]{38,62}|pack/pack-[0-9a-f]+\.(?:pack|idx|rev|bitmap|mtimes))$")]
    private static partial Regex GetPackedFileRegex();

    [GeneratedRegex(@"/objects/(?:[0-9a-f]{2}|pack)/(?:\.?tmp_|incoming)")]
    private static partial Regex GetUnfinishedFileRegex();
}
