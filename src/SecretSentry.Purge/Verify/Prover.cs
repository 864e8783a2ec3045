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
/// Proves that nothing is left: no needle in any object, reachable or not, in any spelling; none in any other file below the git directory
/// and the work trees; and everything else as it was.
/// </summary>
internal static partial class Prover
{
    /// <summary>More places than this are counted, not named.</summary>
    private const int MaxPlaces = 200;

    /// <summary>The first two proofs, for a repository and all repositories nested in its folders.</summary>
    public static PurgeProof Gone(string directory, NeedleSearch search, int threads, Action<long, long> progress,
        CancellationToken cancellation)
    {
        var layout = RepositoryLayout.Read(directory);
        var snapshot = RefSnapshot.Read(layout);
        var places = new List<string>();
        string[] tops = [layout.CommonDirectory, .. snapshot.Worktrees.Select(one => one.Folder).Where(folder => folder.Length > 0)];
        string[] outermost = [.. tops.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)
            .Where(top => !tops.Any(other => other != top && top.StartsWith(other.TrimEnd('/') + "/", StringComparison.Ordinal)))];
        var (objects, files) = (0L, 0L);
        foreach (var home in outermost.SelectMany(NestedRepositories).Prepend(layout.CommonDirectory).Distinct(StringComparer.Ordinal))
        {
            objects += Objects(home, search, threads, places, progress, cancellation);
        }

        foreach (var file in outermost.SelectMany(AllFiles).Distinct(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            files += SearchFile(file, search, places);
        }

        places.AddRange(snapshot.Refs.Where(one => search.IsIn(Encoding.Latin1.GetBytes(one.Name)))
            .Select(one => $"the name of the ref that leads to {one.Id}"));
        return new(objects, files, 0, Limited(places));
    }

    /// <summary>
    /// The third proof, while old and new objects are both there: git compares old and new trees of all refs, blob pairs are compared here.
    /// </summary>
    /// <param name="directory">A repository that sees old and new objects.</param>
    /// <param name="result">What was changed.</param>
    /// <param name="replacer">What is taken out.</param>
    /// <param name="renamesPaths">Whether names of files may change.</param>
    public static IReadOnlyList<string> Equal(string directory, RewriteResult result, Replacer replacer, bool renamesPaths)
    {
        var (places, blobs) = (new List<string>(), new HashSet<(string Old, string New)>());
        var pairs = result.Moves.Where(move => !move.Name.StartsWith("refs/notes/", StringComparison.Ordinal))
            .Select(move => (move.Old, move.New)).Where(pair => pair.Old.Trim('0').Length > 0 && pair.New.Trim('0').Length > 0).Distinct()
            .ToArray();
        var map = result.Map;
        foreach (var (old, renewed, path) in TreePairs.Differences(directory, pairs, places, renamesPaths))
        {
            if (map.TryGetValue(ObjectId.ParseOrDefault(old), out var expected) && expected.ToString() == renewed)
            {
                blobs.Add((old, renewed));
            }
            else if (!renamesPaths)
            {
                places.Add($"'{path}' changed from {old} to {renewed}, which the purge did not ask for");
            }
        }

        using var reader = BlobReader.Start(directory);
        foreach (var (old, renewed) in blobs)
        {
            if (Content(reader, old, places) is { } before && Content(reader, renewed, places) is { } after
                && !(replacer.Replace(before, null, out _) ?? before).AsSpan().SequenceEqual(after))
            {
                places.Add($"blob {renewed} differs from {old} in more than the replaced places");
            }
        }

        return Limited(places);
    }

    /// <summary>
    /// Whether the refs are what the plan made of them; where somebody has gone on, whether that is in their history. And whether all
    /// objects that are needed are there.
    /// </summary>
    public static (int Compared, IReadOnlyList<string> Places) Intact(string directory, IReadOnlyList<RefMove> moves)
    {
        var layout = RepositoryLayout.Read(directory);
        var (refs, places) = (RefSnapshot.Read(layout).Refs.ToDictionary(one => one.Name, one => one.Id, StringComparer.Ordinal),
            new List<string>());
        var compared = 0;
        foreach (var move in moves.Where(move => refs.ContainsKey(move.Name)))
        {
            compared++;
            var id = refs[move.Name];
            if (id == move.Old)
            {
                places.Add($"the ref '{move.Name}' still leads to the old history ({move.Old})");
            }
            else if (id != move.New && GitProgram.TryRun(directory, "merge-base", "--is-ancestor", move.New, id).Code != 0)
            {
                places.Add($"the ref '{move.Name}' leads to {id}, which does not come from {move.New}");
            }
        }

        var (_, output, error) = GitProgram.TryRun(directory, "fsck", "--connectivity-only", "--no-dangling", "--no-progress");
        var lines = (GitProgram.Text(output) + error).Split('\n')
            .Where(line =>
            line.StartsWith("missing ", StringComparison.Ordinal) || line.StartsWith("broken link", StringComparison.Ordinal));
        return (compared, Limited([.. places, .. lines.Select(line => $"git fsck: {line}")]));
    }

    private static long Objects(string home, NeedleSearch search, int threads, List<string> places, Action<long, long> progress,
        CancellationToken cancellation)
    {
        using var store = ObjectStore.Open(RepositoryLayout.Read(home));
        var found = NeedleScan.Run(store, search, threads, progress, cancellation);
        places.AddRange(found.Blobs.Select(id => $"blob {id} in '{home}'"));
        places.AddRange(found.Messages.Select(id => $"message of {id} in '{home}'"));
        places.AddRange(found.Identities.Select(id => $"a name or mail in {id} in '{home}'"));
        places.AddRange(found.Trees.Select(id => $"the name of a file in tree {id} in '{home}'"));
        places.AddRange(found.Unreadable.Select(one => $"{one.Key} in '{home}' cannot be read, so nothing can be said of it: {one.Value}"));
        return found.Objects;
    }

    private static int SearchFile(string file, NeedleSearch search, List<string> places)
    {
        if (PackedFile().IsMatch(file))
        {
            return 0; // its objects were searched
        }

        if (UnfinishedFile().IsMatch(file) || file.EndsWith(".bundle", StringComparison.Ordinal))
        {
            places.Add($"'{Masked(file, search)}' holds compressed objects that nothing can be said of; delete it");
            return 1;
        }

        if (search.IsIn(Encoding.UTF8.GetBytes(file)))
        {
            places.Add($"the name of the file '{Masked(file, search)}'");
        }

        try
        {
            var link = new FileInfo(file).LinkTarget;
            using var content = link is null ? (Stream)new FileStream(file, new FileStreamOptions { BufferSize = 0 })
                : new MemoryStream(Encoding.UTF8.GetBytes(link));
            if (StreamSearch.Find(content, search) is { Count: > 0 } hits)
            {
                var names = hits.Select(hit => $"{search.NameOf(hit)}, {search.SpellingOf(hit)}").Distinct(StringComparer.Ordinal);
                places.Add($"'{Masked(file, search)}' ({string.Join(", ", names)})");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            places.Add($"'{Masked(file, search)}' cannot be read: {e.Message}");
        }

        return 1;
    }

    /// <summary>A name that is itself a place is told by its folder.</summary>
    private static string Masked(string file, NeedleSearch search)
    {
        while (search.IsIn(Encoding.UTF8.GetBytes(file)) && Path.GetDirectoryName(file) is { } folder)
        {
            file = folder;
        }

        return file;
    }

    /// <summary>Git directories below a folder: of submodules, of repositories that somebody put there.</summary>
    private static IEnumerable<string> NestedRepositories(string top) =>
        Directory.EnumerateDirectories(top, "objects", Everything()).Select(folder => Path.GetDirectoryName(folder)!)
            .Where(home => home != top && File.Exists(Path.Combine(home, "HEAD")) && Directory.Exists(Path.Combine(home, "refs")));

    /// <summary>Links too, and what cannot be opened because its name is no text: reading it tells.</summary>
    private static IEnumerable<string> AllFiles(string top) => Directory.EnumerateFileSystemEntries(top, "*", Everything())
        .Where(path => !Directory.Exists(path) || new FileInfo(path).LinkTarget is not null);

    private static EnumerationOptions Everything() => new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        ReturnSpecialDirectories = false,
    };

    private static byte[]? Content(BlobReader reader, string id, List<string> places)
    {
        if (reader.TryRead(id, out var content, out _, out var problem))
        {
            return content.ToArray();
        }

        places.Add($"blob {id} cannot be read: {problem}");
        return null;
    }

    private static List<string> Limited(List<string> places) =>
        places.Count <= MaxPlaces ? places : [.. places.Take(MaxPlaces), $"and {places.Count - MaxPlaces} more places"];

    [GeneratedRegex(@"/objects/(?:[0-9a-f]{2}/[0-9a-f]{38,62}|pack/pack-[0-9a-f]+\.(?:pack|idx|rev|bitmap|mtimes))$")]
    private static partial Regex PackedFile();

    [GeneratedRegex(@"/objects/(?:[0-9a-f]{2}|pack)/(?:\.?tmp_|incoming)")]
    private static partial Regex UnfinishedFile();
}
