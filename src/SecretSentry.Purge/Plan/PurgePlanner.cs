using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;
using SecretSentry.Files;
using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Objects;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

/// <summary>Computes the result of a purge. Nothing in the repository is changed.</summary>
public static class PurgePlanner
{
    /// <summary>Returns the plan; null when no needle was found.</summary>
    /// <param name="request">Needles and options.</param>
    /// <param name="progress">Receives the number of searched objects and the total number from time to time.</param>
    /// <param name="cancellation">Cancels the planning.</param>
    /// <exception cref="PurgeException">The needles cannot be removed safely, or the state of the repository does not allow it.</exception>
    public static PurgePlan? Plan(PurgeRequest request, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        Require(request);
        var layout = RepositoryLayout.Read(request.Directory);
        using var store = ObjectStore.Open(layout);
        if (Preflight.FindProblems(store, request.AllowsAlternates).FirstOrDefault() is { } problem)
        {
            throw new PurgeException(PurgeFailure.Rejected, problem);
        }

        var replacer = new Replacer(request.Needles);
        var snapshot = RefSnapshot.Read(layout);
        var found = NeedleScan.Run(store, new(replacer.Search, request.Threads, progress, cancellation));
        RequireReadable(found);
        var refNames = snapshot.Refs.Count(entry => replacer.Search.IsInName(entry.Name));
        var files = FindOtherFiles(layout, replacer.Search);
        if (found.IsClean && refNames == 0 && files.Count == 0)
        {
            return null;
        }

        using var sink = new DrySink(layout.Format);
        var rewrite = new RewriteRequest
        {
            Replacer = replacer,
            DirtyBlobs = found.Blobs.ToHashSet(),
            Snapshot = snapshot,
            IsWantedRef = BuildRefFilter(request.RefGlobs),
            Scope = request.Scope,
        };
        var result = Rewriter.Run(store, rewrite, sink, cancellation);
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return new()
        {
            Created = DateTimeOffset.UtcNow,
            Repository = snapshot.Worktrees[0].Folder is { Length: > 0 } top ? top : layout.CommonDirectory,
            CommonDirectory = layout.CommonDirectory,
            Salt = salt,
            Needles =
            [.. request.Needles.Select((needle, i) =>
            new PlannedNeedle(needle.Name, PurgePlan.HashOf(salt, needle), found.Occurrences.GetValueOrDefault(i),
            request.Rotations.GetValueOrDefault(needle.Name, "")))],
            Cover = request.Scope,
            RefGlobs = request.RefGlobs,
            AllowsAlternates = request.AllowsAlternates,
            Refs = snapshot,
            Blobs = [.. found.Blobs.Select(id => id.ToString()).Order(StringComparer.Ordinal)],
            Summary = new SummaryBuilder(store, replacer.Search, snapshot, cancellation).Build(found, result) with
            {
                RefNames = refNames,
                OtherFiles = files,
                LfsObjects = [.. files.Where(IsLfs).Select(Path.GetFileName).OfType<string>()],
            },
        };
    }

    /// <summary>
    /// Writes a plan, its needles and its text into a folder. The folder must be new or empty, and outside of the repository.
    /// </summary>
    /// <exception cref="PurgeException">The folder does not meet these conditions.</exception>
    public static void Save(string folder, PurgePlan plan, IReadOnlyList<Needle> needles)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new PurgeException(PurgeFailure.Usage, $"the folder '{folder}' is not empty; specify another folder with --out");
        }

        if (IsWithin(folder, plan.CommonDirectory)
            || plan.Refs.Worktrees.Any(worktree => worktree.Folder.Length > 0 && IsWithin(folder, worktree.Folder)))
        {
            throw new PurgeException(PurgeFailure.Usage,
                $"the folder '{folder}' is in the repository, but the plan contains the secret; specify a folder outside with --out");
        }

        var search = new NeedleSearch(needles);
        var moves = plan.Summary.Moves.Where(move => !search.IsInName(move.Name)).ToArray();
        OwnerOnlyFolder.Create(folder);
        PrivateFile.Write(Path.Combine(folder, PurgeFiles.NeedlesName),
            [.. needles.Select(needle => new StoredNeedle(needle.Name, Convert.ToBase64String(needle.Bytes), needle.Pattern,
            Convert.ToBase64String(needle.Replacement)))], PlanJson.Default.StoredNeedleArray);
        PrivateFile.Write(Path.Combine(folder, PurgeFiles.TextName),
            Encoding.UTF8.GetBytes(PlanText.Format(plan, moves, plan.Repository, ReadRemotes(plan.CommonDirectory),
            isApplied: false)));
        PrivateFile.Write(Path.Combine(folder, PurgeFiles.PlanName), plan, PlanJson.Default.PurgePlan);
    }

    /// <summary>Reads a plan from its folder or its file.</summary>
    /// <exception cref="PurgeException">There is no plan, or the needles do not match it.</exception>
    public static (PurgePlan Plan, IReadOnlyList<Needle> Needles) Load(string path)
    {
        var folder = GetFolder(path);
        var plan = PrivateFile.Read(Path.Combine(folder, PurgeFiles.PlanName), PlanJson.Default.PurgePlan);
        var stored = PrivateFile.Read(Path.Combine(folder, PurgeFiles.NeedlesName), PlanJson.Default.StoredNeedleArray);
        Needle[] needles =
            [.. stored.Select(entry => entry.Pattern.Length > 0
            ? Needle.CreatePattern(entry.Name, entry.Pattern, Convert.FromBase64String(entry.Replacement))
            : Needle.CreateLiteral(entry.Name, Convert.FromBase64String(entry.Bytes), Convert.FromBase64String(entry.Replacement)))];
        return plan.Version == PurgePlan.CurrentVersion
            && needles.Select(needle => PurgePlan.HashOf(plan.Salt, needle))
            .SequenceEqual(plan.Needles.Select(needle => needle.Hash), StringComparer.Ordinal)
            ? (plan, needles)
            : throw new PurgeException(PurgeFailure.Usage, $"plan and needles in '{folder}' do not match; make a new plan");
    }

    /// <summary>Returns the folder of a plan. <paramref name="path"/> is that folder or the plan's file.</summary>
    public static string GetFolder(string path) => Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;

    internal static Func<RefState, bool> BuildRefFilter(IReadOnlyList<string> globs)
    {
        if (globs.Count == 0)
        {
            return _ => true;
        }

        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(globs);
        return entry =>
            matcher.Match(entry.Name).HasMatches || (entry.Name.Split('/', 3) is [_, _, var name] && matcher.Match(name).HasMatches);
    }

    internal static IReadOnlyList<string> ReadRemotes(string commonDirectory) =>
        [.. RepositoryLayout.ReadSettings(Path.Combine(commonDirectory, "config")).Keys
        .Where(key => key.StartsWith("remote.", StringComparison.Ordinal) && key.EndsWith(".url", StringComparison.Ordinal)
        && key.Length > "remote..url".Length).Select(key => key["remote.".Length..^".url".Length])];

    private static void Require(PurgeRequest request)
    {
        if (request.Needles.FirstOrDefault(needle => needle.Regex is null && needle.Bytes.Length < Needle.ShortestSafe) is { } brief
            && !request.AllowsShort)
        {
            throw new PurgeException(PurgeFailure.Usage,
                $"{brief.Name} is shorter than {Needle.ShortestSafe} bytes, so it may also occur in ordinary text; to see where, make "
                + $"the plan with --allow-short; to leave it out, name only the findings to remove, with --finding");
        }

        var search = new NeedleSearch(request.Needles);
        foreach (var needle in request.Needles)
        {
            if (search.IsIn(needle.Replacement))
            {
                throw new PurgeException(PurgeFailure.Usage,
                    $"the replacement for {needle.Name} contains a secret that is to be removed; use another one");
            }

            if (request.Scope.Identities && needle.Replacement.AsSpan().IndexOfAny("<>\n"u8) >= 0)
            {
                throw new PurgeException(PurgeFailure.Usage,
                    $"the replacement for {needle.Name} contains '<', '>' or a line end, which is not valid in a name; use another "
                    + $"one");
            }
        }
    }

    private static void RequireReadable(NeedleScanResult found)
    {
        if (found.Unreadable.Count > 0)
        {
            var (id, why) = found.Unreadable.First();
            throw new PurgeException(PurgeFailure.Rejected,
                $"object {id} cannot be read ({why}){OtherUnreadable.Describe(found.Unreadable.Count)}; repair the repository first (git "
                + $"fsck)");
        }
    }

    /// <summary>Returns the files of the git directory that contain needles, relative to it.</summary>
    private static List<string> FindOtherFiles(RepositoryLayout layout, NeedleSearch search)
    {
        var names = new List<string>();
        foreach (var file in GitFiles.List(layout))
        {
            using var content = ForeignFile.OpenStream(file);
            if (StreamSearch.Find(content, search).Count > 0)
            {
                var name = Path.GetRelativePath(layout.CommonDirectory, file);
                names.Add(search.IsIn(Encoding.UTF8.GetBytes(name)) ? "(a file whose name contains the secret)" : name);
            }
        }

        return names;
    }

    private static bool IsLfs(string name) => name.StartsWith(Path.Combine("lfs", "objects"), StringComparison.Ordinal);

    private static bool IsWithin(string folder, string top) =>
        (Path.GetFullPath(folder) + "/").StartsWith(Path.GetFullPath(top).TrimEnd('/') + "/", StringComparison.Ordinal);
}
