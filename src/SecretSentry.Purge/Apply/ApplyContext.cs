using System.Globalization;
using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.SecondReader;
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
        Layout = ReadLayout(plan);
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

    /// <summary>What has been changed so far, as the end of a sentence. It is added to the message of a run that fails.</summary>
    public string Changed { get; set; } = "nothing was changed";

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
            DirtyBlobs = ReadDirtyBlobs(),
            Snapshot = snapshot,
            IsWantedRef = PurgePlanner.BuildRefFilter(Plan.RefGlobs),
            Scope = Scope,
        };
        return Rewriter.Run(store, request, sink, Cancellation);
    }

    private PurgeScope Scope => Plan.Cover with { Mentions = Plan.Cover.Mentions || Request.CommitReferences };

    private HashSet<ObjectId> ReadDirtyBlobs() => Plan.Blobs.Select(id => ObjectId.ParseOrDefault(id)).ToHashSet();

    /// <summary>Folder of the backup.</summary>
    private string BackupFolder => Request.Backup.Length > 0 ? Path.GetFullPath(Request.Backup)
        : Path.Combine(Folder, PurgeFiles.BackupName);

    /// <summary>How to get the state before the purge back, for a message.</summary>
    public string UndoAdvice => Request.HasBackup ? $", or 'secretsentry purge undo {BackupFolder}' to restore the old state" : "";

    /// <summary>Writes the objects of the backup and verifies them, if a backup is requested. Nothing has been changed before.</summary>
    /// <exception cref="PurgeException">The backup cannot be verified, or the folder contains another one.</exception>
    public void WriteBackupObjects(RefSnapshot snapshot)
    {
        if (Request.HasBackup)
        {
            BackupBundle.WriteObjects(BackupFolder, Layout, snapshot);
            Changed = $"the repository was not changed; the backup in '{BackupFolder}' contains the secret";
        }
    }

    /// <summary>Completes the backup, if it is requested.</summary>
    public void WriteBackupState(RefSnapshot snapshot, IReadOnlyList<RefMove> moves, IReadOnlyList<WorktreeMove> trees)
    {
        if (Request.HasBackup)
        {
            BackupBundle.WriteState(BackupFolder, Layout, snapshot, moves, trees);
            Report($"backup: '{BackupFolder}', verified; it contains the secret");
        }
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
            Cancellation.ThrowIfCancellationRequested();
            throw new PurgeException(PurgeFailure.Unproved,
                $"the new history has unexpected differences, so no ref was moved: {problems[0]}");
        }

        Report("everything else is unchanged");
        if (Request.SecondReader != SecondReaderChoice.None)
        {
            RequireEqualAgain(directory, result);
        }
    }

    /// <summary>Makes the same proof with the second reader.</summary>
    private void RequireEqualAgain(string directory, RewriteResult result)
    {
        var printer = ObjectPrinter.Choose(RepositoryLayout.Read(directory).CommonDirectory, Request.SecondReader);
        var reading = SecondComparison.Run(printer, result, ReadDirtyBlobs(), Scope, Cancellation);
        Prover.RequireUninterrupted(reading.Problems.Count == 0, Cancellation);
        if (reading.Problems.Count > 0)
        {
            throw new PurgeException(PurgeFailure.Unproved,
                $"the second reader ({reading.Reader}) sees unexpected differences, the first one does not, so no ref was moved: "
                + reading.Problems[0]);
        }

        Report(string.Create(CultureInfo.InvariantCulture,
            $"the second reader ({reading.Reader}) agrees: {reading.Objects} objects compared in {reading.Time.TotalSeconds:F1} s"));
    }

    /// <summary>Proves that the repository contains no needle and that its refs are as planned.</summary>
    public PurgeProof Prove(string directory, IReadOnlyList<RefMove> moves) =>
        Prover.Prove(directory, new(Replacer.Search, Request.Threads, _progress, Cancellation), Request.SecondReader, moves);

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
        var text = PlanText.Format(Plan with { Summary = summary }, [.. result.Moves.Where(HasCleanName)], repository,
            PurgePlanner.ReadRemotes(Layout.CommonDirectory), isApplied: true);
        PrivateFile.Write(Path.Combine(Folder, PurgeFiles.TextName), Encoding.UTF8.GetBytes(text));
        ReportSuperproject();
    }

    /// <summary>Reports that another repository names the old commits, if this one is a submodule.</summary>
    private void ReportSuperproject()
    {
        if (Plan.Summary.Superproject is { Length: > 0 } superproject)
        {
            Report($"the superproject '{superproject}' still names the old commits, and its clones fetch the old history; see "
                + $"{PurgeFiles.TextName}");
        }
    }

    /// <summary>Whether the name of a ref contains no needle.</summary>
    public bool HasCleanName(RefMove move) => !Replacer.Search.IsInName(move.Name);

    /// <summary>
    /// Reads the layout from the work tree if there is one, because only the work tree may know where its git directory is.
    /// </summary>
    private static RepositoryLayout ReadLayout(PurgePlan plan)
    {
        var layout = RepositoryLayout.Read(plan.CommonDirectory);
        return plan.Repository != plan.CommonDirectory && Path.Exists(Path.Combine(plan.Repository, ".git"))
            && RepositoryLayout.Read(plan.Repository) is var own && own.CommonDirectory == layout.CommonDirectory ? own : layout;
    }
}
