using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge.Apply;

/// <summary>A plan that is applied, and the steps that applying to a clone and applying in place have in common.</summary>
internal sealed class ApplyContext
{
    private readonly Action<long, long> _progress;

    private ApplyContext(ApplyRequest request, PurgePlan plan, Replacer replacer, Action<long, long> progress)
    {
        (Request, Plan, Replacer, _progress) = (request, plan, replacer, progress);
        Folder = Path.GetFullPath(PurgePlanner.GetFolder(request.Plan));
        Layout = RepositoryLayout.Read(plan.CommonDirectory);
    }

    /// <summary>The options.</summary>
    public ApplyRequest Request { get; }

    /// <summary>The plan.</summary>
    public PurgePlan Plan { get; }

    /// <summary>Folder of the plan.</summary>
    public string Folder { get; }

    /// <summary>Removes the needles of the plan.</summary>
    public Replacer Replacer { get; }

    /// <summary>The repository of the plan.</summary>
    public RepositoryLayout Layout { get; }

    /// <summary>Receives a message for every completed step.</summary>
    public required Action<string> Report { get; init; }

    /// <summary>Cancels the run before refs move.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Reads the plan and the layout of its repository.</summary>
    /// <exception cref="PurgeException">The plan cannot be read, or its repository does not exist.</exception>
    public static ApplyContext Load(ApplyRequest request, Action<string> report, Action<long, long> progress,
        CancellationToken cancellation)
    {
        var (plan, needles) = PurgePlanner.Load(request.Plan);
        var replacer = new Replacer(needles);
        return Directory.Exists(plan.CommonDirectory)
            ? new(request, plan, replacer, progress) { Report = report, Cancellation = cancellation }
            : throw new PurgeException(PurgeFailure.Changed,
                $"the repository of this plan, '{plan.CommonDirectory}', no longer exists");
    }

    /// <summary>Reads the current refs. Checks that they are those of the plan and that nothing prevents a purge.</summary>
    /// <param name="store">The objects of the repository.</param>
    /// <param name="problems">Further problems that prevent this purge.</param>
    /// <exception cref="PurgeException">Something prevents the purge, or the refs are not those of the plan.</exception>
    public RefSnapshot ReadCheckedRefs(ObjectStore store, IReadOnlyList<string> problems)
    {
        if (Preflight.FindProblems(store, Plan.AllowsAlternates).Concat(problems).FirstOrDefault() is { } problem)
        {
            throw new PurgeException(PurgeFailure.Rejected, $"{problem}; nothing was changed");
        }

        var snapshot = RefSnapshot.Read(Layout);
        return snapshot.ComputeChecksum() == Plan.Refs.ComputeChecksum()
            ? snapshot
            : throw new PurgeException(PurgeFailure.Changed,
            "refs, HEAD or stash have changed since the plan was made; nothing was changed; make a new plan");
    }

    /// <summary>Rewrites the history of the plan. The new objects go to <paramref name="sink"/>.</summary>
    public RewriteResult RunRewrite(ObjectStore store, RefSnapshot snapshot, IObjectSink sink)
    {
        var request = new RewriteRequest
        {
            Replacer = Replacer,
            DirtyBlobs = Plan.Blobs.Select(id => ObjectId.ParseOrDefault(id)).ToHashSet(),
            Snapshot = snapshot,
            IsWantedRef = PurgePlanner.BuildRefFilter(Plan.RefGlobs),
            Scope = Plan.Cover with { Mentions = Plan.Cover.Mentions || Request.CommitReferences },
        };
        return Rewriter.Run(store, request, sink, Cancellation);
    }

    /// <summary>Writes the backup, if it is requested.</summary>
    /// <exception cref="PurgeException">The backup cannot be verified, or the folder contains another one.</exception>
    public void WriteBackup(RefSnapshot snapshot, IReadOnlyList<RefMove> moves, IReadOnlyList<WorktreeMove> trees)
    {
        if (!Request.HasBackup)
        {
            return;
        }

        var folder = Request.Backup.Length > 0 ? Path.GetFullPath(Request.Backup) : Path.Combine(Folder, PurgeFiles.BackupName);
        BackupBundle.Write(folder, Layout, snapshot, moves, trees);
        Report($"backup: '{folder}', verified; it contains the secret");
    }

    /// <summary>Proves that only the needles differ between the old and the new history, if proofs are requested.</summary>
    /// <exception cref="PurgeException">More differs.</exception>
    public void RequireEqual(string directory, RewriteResult result)
    {
        if (!Request.IsVerified)
        {
            return;
        }

        var problems = Prover.Equal(directory, result, Replacer, Plan.Cover.Paths);
        if (problems.Count > 0)
        {
            throw new PurgeException(PurgeFailure.Unproved,
                $"the new history has unexpected differences, so no ref was moved: {problems[0]}");
        }

        Report("everything else is unchanged");
    }

    /// <summary>Proves that the repository contains no needle and that its refs are as planned.</summary>
    public PurgeProof Prove(string directory, IReadOnlyList<RefMove> moves, CancellationToken cancellation)
    {
        var gone = Prover.ProveGone(directory, new(Replacer.Search, Request.Threads, _progress, cancellation));
        var (compared, problems) = Prover.ProveIntact(directory, moves);
        return gone with { Compared = compared, Problems = [.. gone.Problems, .. problems] };
    }

    /// <summary>Writes the purge record of a repository, the maps and the text for the user.</summary>
    /// <param name="commonDirectory">Common git directory of the repository with the new history.</param>
    /// <param name="repository">The same repository as the user knows it.</param>
    /// <param name="result">The changes.</param>
    public void WriteRecords(string commonDirectory, string repository, RewriteResult result)
    {
        var record = new PurgeRecord(DateTimeOffset.UtcNow, [.. result.FirstChanged.Select(id => id.ToString())],
            [.. result.Moves.Where(HasCleanName).Select(move => move.ForDisplay)
            .Where(move => move.Name.StartsWith("refs/heads/", StringComparison.Ordinal)
            || move.Name.StartsWith("refs/tags/", StringComparison.Ordinal))]);
        if (record.FirstChanged.Count > 0)
        {
            PurgeRecordFile.Add(commonDirectory, record);
        }

        var summary = Plan.Summary with
        {
            LostSignatures = [.. result.LostSignatures.Select(id => id.ToString())],
            FirstChanged = record.FirstChanged,
            Commits = result.Commits.Count,
        };
        MapFiles.Write(Folder, result, summary, [record]);
        var text = PlanText.Format(Plan with { Summary = summary }, result.Moves, repository,
            PurgePlanner.ReadRemotes(Layout.CommonDirectory), isApplied: true);
        PrivateFile.Write(Path.Combine(Folder, PurgeFiles.TextName), Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Whether the name of a ref contains no needle.</summary>
    public bool HasCleanName(RefMove move) => !Replacer.Search.IsIn(Encoding.Latin1.GetBytes(move.Name));
}
