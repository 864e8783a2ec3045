using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.SecondReader;

namespace SecretSentry.Purge.Verify;

/// <summary>
/// Proves that nothing is left. No object contains a needle in any spelling, whether reachable or not. No other file in the git directory
/// or in the work trees contains one. Everything else is unchanged.
/// </summary>
internal static class Prover
{
    /// <summary>Maximum number of problems that are named. Further ones are only counted.</summary>
    private const int MaxProblems = 200;

    /// <summary>How long an interrupt is waited for after another program has failed. A terminal interrupts both.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>Smaller exit codes of git fsck are sums of the kinds of problems that it found and listed.</summary>
    private const int FatalError = 128;

    /// <summary>Proves that a repository contains no needle, and that its refs and objects are as they should be.</summary>
    /// <param name="directory">A folder in the repository.</param>
    /// <param name="options">The needles.</param>
    /// <param name="choice">Who reads the objects a second time.</param>
    /// <param name="moves">The refs that the plan changed.</param>
    /// <exception cref="OperationCanceledException">The proof was interrupted.</exception>
    public static PurgeProof Prove(string directory, NeedleScanOptions options, SecondReaderChoice choice, IReadOnlyList<RefMove> moves)
    {
        var gone = ProveGone(directory, options, choice);
        var (compared, problems) = ProveIntact(directory, moves);
        RequireUninterrupted(problems.Count == 0 && gone.Second is not { Problems.Count: > 0 }, options.Cancellation);
        return gone with { Compared = compared, Problems = [.. gone.Problems, .. problems] };
    }

    /// <summary>Ends the run when git or the second reader failed because the interrupt ended them as well.</summary>
    public static void RequireUninterrupted(bool hasSucceeded, CancellationToken cancellation)
    {
        if (!hasSucceeded && cancellation.WaitHandle.WaitOne(Patience))
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    /// <summary>Makes the first two proofs, for a repository and all repositories nested in its folders.</summary>
    /// <param name="directory">A folder in the repository.</param>
    /// <param name="options">The needles.</param>
    /// <param name="choice">Who reads the objects a second time.</param>
    public static PurgeProof ProveGone(string directory, NeedleScanOptions options, SecondReaderChoice choice)
    {
        var search = options.Search;
        var layout = RepositoryLayout.Read(directory);
        var snapshot = RefSnapshot.Read(layout);
        var problems = new List<string>();
        var places = HidingPlaces.List(layout, snapshot);
        var (objects, files) = (0L, new FileSearch(search, problems));
        SecondReading? second = null;
        foreach (var gitDirectory in places.GitDirectories)
        {
            using var store = ObjectStore.Open(RepositoryLayout.Read(gitDirectory));
            objects += SearchObjects(store, gitDirectory, options, problems);
            files.AddSearched(store);
            if (choice != SecondReaderChoice.None)
            {
                var reading = SecondSearch.Run(ObjectPrinter.Choose(gitDirectory, choice), gitDirectory, store, options);
                second = second?.Add(reading) ?? reading;
            }
        }

        foreach (var file in places.Files)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            files.Search(file);
        }

        problems.AddRange(snapshot.Refs.Where(entry => search.IsInName(entry.Name))
            .Select(entry => $"the name of the ref that points to {entry.Id}"));
        second = second is null ? null : second with { Problems = Limit(second.Problems) };
        return new(objects, places.Files.Count, 0, Limit(problems), second);
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

        var (code, output, error) = GitProgram.TryRun(directory, "fsck", "--connectivity-only", "--no-dangling", "--no-progress");
        var lines = (GitProgram.DecodeText(output) + error).Split('\n')
            .Where(line =>
            line.StartsWith("missing ", StringComparison.Ordinal) || line.StartsWith("broken link", StringComparison.Ordinal));
        if (code >= FatalError)
        {
            problems.Add($"git fsck did not finish ({GitWords.Describe(error)})");
        }

        return (compared, Limit([.. problems, .. lines.Select(line => $"git fsck: {line}")]));
    }

    private static long SearchObjects(ObjectStore store, string gitDirectory, NeedleScanOptions options, List<string> problems)
    {
        var found = NeedleScan.Run(store, options);
        problems.AddRange(found.Blobs.Select(id => $"blob {id} in '{gitDirectory}'"));
        problems.AddRange(found.Messages.Select(id => $"the message of {id} in '{gitDirectory}'"));
        problems.AddRange(found.Identities.Select(id => $"a name or email address in {id} in '{gitDirectory}'"));
        problems.AddRange(found.Trees.Select(id => $"a file name in tree {id} in '{gitDirectory}'"));
        problems.AddRange(found.Undecoded.Select(entry =>
            $"blob {entry.Key} in '{gitDirectory}' was not searched completely: {entry.Value}"));
        problems.AddRange(found.Unreadable.Select(entry =>
            $"{entry.Key} in '{gitDirectory}' cannot be read, so it could not be searched: {entry.Value}"));
        return found.Objects;
    }

    private static byte[]? ReadContent(BlobReader reader, string id, List<string> problems)
    {
        if (reader.TryRead(id, out var content, out _, out var problem))
        {
            return content.ToArray();
        }

        problems.Add($"blob {id} cannot be read: {problem}");
        return null;
    }

    private static IReadOnlyList<string> Limit(IReadOnlyList<string> problems) =>
        problems.Count <= MaxProblems ? problems : [.. problems.Take(MaxProblems), $"and {problems.Count - MaxProblems} more places"];
}
