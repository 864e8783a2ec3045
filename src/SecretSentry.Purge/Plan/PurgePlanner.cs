using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

/// <summary>Finds out what a purge would do. Changes nothing in the repository.</summary>
public static class PurgePlanner
{
    /// <summary>Names of lists that are shown, not more.</summary>
    private const int MaxNames = 50;

    /// <summary>The plan; null: no needle is anywhere.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="progress">Told now and then how many objects of how many have been searched.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="PurgeException">The needles cannot be taken out safely, or the repository forbids it.</exception>
    public static PurgePlan? Plan(PurgeRequest request, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(request);
        var layout = RepositoryLayout.Read(request.Directory);
        using var store = ObjectStore.Open(layout);
        if (Obstacles.Of(store, request.AllowsAlternates).FirstOrDefault() is { } obstacle)
        {
            throw new PurgeException(PurgeFailure.Refused, obstacle);
        }

        var replacer = new Replacer(request.Needles);
        var snapshot = RefSnapshot.Read(layout);
        var places = NeedleScan.Run(store, replacer.Search, request.Threads, progress, cancellation);
        if (places.Unreadable.Count > 0)
        {
            var (id, why) = places.Unreadable.First();
            throw new PurgeException(PurgeFailure.Refused,
                $"object {id} cannot be read ({why}){OtherUnreadable.In(places.Unreadable.Count)}; repair the repository first (git fsck)");
        }

        var refNames = snapshot.Refs.Count(one => replacer.Search.IsIn(Encoding.Latin1.GetBytes(one.Name)));
        var files = OtherFiles(layout, replacer.Search);
        if (places.IsClean && refNames == 0 && files.Count == 0)
        {
            return null;
        }

        using var sink = new DrySink(layout.Format);
        var result = Rewriter.Run(store, replacer, places.Blobs.ToHashSet(), snapshot, Wanted(request.RefGlobs), request.Cover, sink,
            cancellation);
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new()
        {
            Created = DateTimeOffset.UtcNow,
            Repository = snapshot.Worktrees[0].Folder is { Length: > 0 } top ? top : layout.CommonDirectory,
            CommonDirectory = layout.CommonDirectory,
            Salt = salt,
            Needles =
            [.. request.Needles.Select((needle, i) =>
            new PlannedNeedle(needle.Name, PurgePlan.HashOf(salt, needle), places.Places.GetValueOrDefault(i),
            request.Rotations.GetValueOrDefault(needle.Name, "")))],
            Cover = request.Cover,
            RefGlobs = request.RefGlobs,
            AllowsAlternates = request.AllowsAlternates,
            Refs = snapshot,
            Blobs = [.. places.Blobs.Select(id => id.ToString()).Order(StringComparer.Ordinal)],
            Summary = Summary(store, replacer, snapshot, places, result, cancellation) with
            {
                RefNames = refNames,
                OtherFiles = files,
                LfsObjects = [.. files.Where(IsLfs).Select(Path.GetFileName).OfType<string>()],
            },
        };
    }

    /// <summary>Writes a plan, its needles and its text into a folder that must not exist or be empty, outside of the repository.</summary>
    /// <exception cref="PurgeException">The folder is none of that.</exception>
    public static void Save(string folder, PurgePlan plan, IReadOnlyList<Needle> needles)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new PurgeException(PurgeFailure.Usage, $"the folder '{folder}' is not empty; name another one with --out");
        }

        if (IsWithin(folder, plan.CommonDirectory) || plan.Refs.Worktrees.Any(one => one.Folder.Length > 0 && IsWithin(folder, one.Folder)))
        {
            throw new PurgeException(PurgeFailure.Usage,
                $"the folder '{folder}' is in the repository, and what is written there holds the secret; name one outside with --out");
        }

        PrivateFile.MakeFolder(folder);
        PrivateFile.Write(Path.Combine(folder, PurgeFiles.NeedlesName),
            [.. needles.Select(needle => new StoredNeedle(needle.Name, Convert.ToBase64String(needle.Bytes), needle.Pattern,
            Convert.ToBase64String(needle.Replacement)))], PlanJson.Default.StoredNeedleArray);
        PrivateFile.Write(Path.Combine(folder, PurgeFiles.TextName),
            Encoding.UTF8.GetBytes(PlanText.Of(plan, plan.Summary.Moves, plan.Repository, Remotes(plan.CommonDirectory),
            isApplied: false)));
        PrivateFile.Write(Path.Combine(folder, PurgeFiles.PlanName), plan, PlanJson.Default.PurgePlan);
    }

    /// <summary>Reads a plan back, from its folder or its file.</summary>
    /// <exception cref="PurgeException">There is none, or its needles are not those it was made for.</exception>
    public static (PurgePlan Plan, IReadOnlyList<Needle> Needles) Load(string path)
    {
        var folder = FolderOf(path);
        var plan = PrivateFile.Read(Path.Combine(folder, PurgeFiles.PlanName), PlanJson.Default.PurgePlan);
        var stored = PrivateFile.Read(Path.Combine(folder, PurgeFiles.NeedlesName), PlanJson.Default.StoredNeedleArray);
        Needle[] needles =
            [.. stored.Select(one => one.Pattern.Length > 0
            ? Needle.OfPattern(one.Name, one.Pattern, Convert.FromBase64String(one.Replacement))
            : Needle.Text(one.Name, Convert.FromBase64String(one.Bytes), Convert.FromBase64String(one.Replacement)))];
        return plan.Version == PurgePlan.CurrentVersion
            && needles.Select(needle => PurgePlan.HashOf(plan.Salt, needle))
            .SequenceEqual(plan.Needles.Select(needle => needle.Hash), StringComparer.Ordinal)
            ? (plan, needles)
            : throw new PurgeException(PurgeFailure.Usage, $"plan and needles in '{folder}' do not belong together; make a new plan");
    }

    /// <summary>The folder of a plan that is named by its folder or its file.</summary>
    public static string FolderOf(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;

    internal static Func<RefState, bool> Wanted(IReadOnlyList<string> globs)
    {
        if (globs.Count == 0)
        {
            return _ => true;
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(globs);
        return one => matcher.Match(one.Name).HasMatches || (one.Name.Split('/', 3) is [_, _, var name] && matcher.Match(name).HasMatches);
    }

    internal static IReadOnlyList<string> Remotes(string commonDirectory) =>
        [.. RepositoryLayout.Settings(Path.Combine(commonDirectory, "config")).Keys
        .Where(key => key.StartsWith("remote.", StringComparison.Ordinal) && key.EndsWith(".url", StringComparison.Ordinal)
        && key.Length > "remote..url".Length).Select(key => key["remote.".Length..^".url".Length])];

    private static void Require(PurgeRequest request)
    {
        if (request.Needles.FirstOrDefault(needle => needle.Regex is null && needle.Bytes.Length < Needle.ShortestSafe) is { } brief
            && !request.AllowsShort)
        {
            throw new PurgeException(PurgeFailure.Usage,
                $"{brief.Name} is shorter than {Needle.ShortestSafe} bytes, so it may stand in ordinary text as well; look at the plan "
                + $"with --allow-short and see where");
        }

        var search = new NeedleSearch(request.Needles);
        foreach (var needle in request.Needles)
        {
            if (search.IsIn(needle.Replacement))
            {
                throw new PurgeException(PurgeFailure.Usage,
                    $"the replacement for {needle.Name} holds a secret that is to be removed; give another one");
            }

            if (request.Cover.Identities && needle.Replacement.AsSpan().IndexOfAny("<>\n"u8) >= 0)
            {
                throw new PurgeException(PurgeFailure.Usage,
                    $"the replacement for {needle.Name} holds '<', '>' or a line end, which the name of a person must not; give another "
                    + $"one");
            }
        }
    }

    private static PurgeSummary Summary(ObjectStore store, Replacer replacer, RefSnapshot snapshot, NeedlePlaces places,
        RewriteResult result, CancellationToken cancellation)
    {
        var reader = new HistoryReader(store, [new Silent()], cancellation);
        reader.ReadCommits();
        var head = ObjectId.ParseOrDefault(snapshot.Worktrees[0].Id) is { IsZero: false } id ? reader.Commits.Ordinal(store.Find(id)) : -1;
        var dirty = places.Blobs.ToHashSet();
        return new()
        {
            Objects = places.Objects,
            AllCommits = Reachability.Read(store, reader.Commits, reader.TagTargets).Reached(snapshot.Roots()).Cast<bool>()
            .Count(isReached => isReached),
            Blobs = result.Blobs.Count,
            Trees = result.Trees,
            Commits = result.Commits.Count,
            Tags = result.Tags.Count,
            UnreachableBlobs = places.Blobs.Count - result.Blobs.Count,
            Places = result.Places,
            Spellings = places.Spellings,
            FirstChanged = Ids(result.FirstChanged),
            LostSignatures = Ids(result.LostSignatures),
            Moves = result.Moves,
            Stashes = snapshot.StashLog.Count(line => result.Map.ContainsKey(ObjectId.ParseOrDefault(RefSnapshot.StashId(line)))),
            Messages = places.Messages.Count,
            Identities = places.Identities.Count,
            PathTrees = places.Trees.Count,
            Submodules = SubmodulesOf(store, reader, cancellation),
            TipPaths = head < 0 ? [] : [.. TipPaths(reader, head, blob => dirty.Contains(store.IdOf(blob)))
            .Where(path => !replacer.Search.IsIn(Encoding.UTF8.GetBytes(path))).Take(MaxNames)],
            Obstacles = [.. Obstacles.InPlace(store.Layout, snapshot)],
        };
    }

    /// <summary>Paths of the wanted blobs in the tree of one commit.</summary>
    private static IEnumerable<string> TipPaths(HistoryReader reader, int commit, Func<int, bool> isWanted)
    {
        reader.ReadTrees();
        var paths = new PathTable(reader.Trees);
        return Attributor.TreeOf(reader.Trees, paths, reader.Commits, commit).Where(one => isWanted(one.Blob))
            .Select(one => paths.TextOf(one.Path));
    }

    private static int SubmodulesOf(ObjectStore store, HistoryReader reader, CancellationToken cancellation)
    {
        var commits = new HashSet<ObjectId>();
        new TreeWalk(store, reader, cancellation).Run((_, tree, _, _) =>
        {
            for (var at = 0; at < tree.Length && TreeEntry.TryRead(tree, at, store.Layout.Format.IdLength,
                out var entry); at += entry.Length)
            {
                _ = entry.IsSubmodule && commits.Add(new(entry.Id));
            }
        });
        return commits.Count;
    }

    /// <summary>Files of the git directory with needles, named from there.</summary>
    private static List<string> OtherFiles(RepositoryLayout layout, NeedleSearch search)
    {
        var names = new List<string>();
        foreach (var file in GitFiles.List(layout))
        {
            using var content = File.OpenRead(file);
            if (StreamSearch.Find(content, search).Count > 0)
            {
                var name = Path.GetRelativePath(layout.CommonDirectory, file);
                names.Add(search.IsIn(Encoding.UTF8.GetBytes(name)) ? "(a file whose name holds the secret)" : name);
            }
        }

        return names;
    }

    private static bool IsLfs(string name) => name.StartsWith(Path.Combine("lfs", "objects"), StringComparison.Ordinal);

    private static string[] Ids(IEnumerable<ObjectId> ids) => [.. ids.Select(id => id.ToString())];

    private static bool IsWithin(string folder, string top) =>
        (Path.GetFullPath(folder) + "/").StartsWith(Path.GetFullPath(top).TrimEnd('/') + "/", StringComparison.Ordinal);

    /// <summary>Reads on, looks at nothing.</summary>
    private sealed class Silent : IHistoryVisitor
    {
        public void Text(ObjectKind kind, int number, ReadOnlySpan<byte> content)
        {
        }

        public void Blob(int number, ReadOnlySpan<byte> content, BlobVersion version)
        {
        }

        public void LargeBlob(int number, Stream content)
        {
        }

        public void Name(int name, ReadOnlySpan<byte> content)
        {
        }

        public void Advance(ObjectKind kind, long bytes)
        {
        }
    }
}
