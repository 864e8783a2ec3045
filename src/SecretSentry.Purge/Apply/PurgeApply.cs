using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge.Apply;

/// <summary>
/// Applies a plan. In a clone: nothing is visible under the clone's name until it is complete. In place: first the backup, then a pack of
/// new objects, then all refs in one transaction, then stash and checkouts. A journal records the progress, so that the same command
/// completes an interrupted run.
/// </summary>
public sealed class PurgeApply
{
    private readonly ApplyRequest _request;
    private readonly PurgePlan _plan;
    private readonly string _folder;
    private readonly Replacer _replacer;
    private readonly RepositoryLayout _layout;
    private readonly Action<string> _report;
    private readonly Action<long, long> _progress;
    private readonly CancellationToken _cancellation;

    private PurgeApply(ApplyRequest request, Action<string> report, Action<long, long> progress, CancellationToken cancellation)
    {
        (_plan, var needles) = PurgePlanner.Load(request.Plan);
        (_request, _folder, _report, _progress, _cancellation) =
            (request, Path.GetFullPath(PurgePlanner.GetFolder(request.Plan)), report, progress, cancellation);
        _replacer = new(needles);
        if (!Directory.Exists(_plan.CommonDirectory))
        {
            throw new PurgeException(PurgeFailure.Changed,
                $"the repository of this plan, '{_plan.CommonDirectory}', does not exist any more");
        }

        _layout = RepositoryLayout.Read(_plan.CommonDirectory);
    }

    /// <summary>Applies the plan of a request.</summary>
    /// <param name="request">Plan and options.</param>
    /// <param name="report">Receives a message for every completed step.</param>
    /// <param name="progress">Receives the number of searched objects and the total number.</param>
    /// <param name="cancellation">Cancels the run before refs move. Later the run continues to its end.</param>
    /// <exception cref="PurgeException">The purge was rejected. The message says what was changed; nothing was changed unless it says
    /// so.</exception>
    public static ApplyOutcome Run(ApplyRequest request, Action<string> report, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var apply = new PurgeApply(request, report, progress, cancellation);
        return request.IsInPlace ? apply.RunInPlace() : apply.RunInClone();
    }

    private PurgeScope Scope => _plan.Cover with { Mentions = _plan.Cover.Mentions || _request.CommitReferences };

    private string BackupFolder =>
        _request.Backup.Length > 0 ? Path.GetFullPath(_request.Backup) : Path.Combine(_folder, PurgeFiles.BackupName);

    private ApplyOutcome RunInClone()
    {
        var target = _request.Target.Length > 0 ? Path.GetFullPath(_request.Target) : Path.Combine(_folder, "rewritten.git");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new PurgeException(PurgeFailure.Usage, $"'{target}' exists and is not empty; name another folder with --to");
        }

        using var store = ObjectStore.Open(_layout);
        var snapshot = ReadCheckedRefs(store, []);
        if (_request.HasBackup)
        {
            BackupBundle.Write(BackupFolder, _layout, snapshot, [], []);
            _report($"backup: '{BackupFolder}', verified; it holds the secret");
        }

        var unfinished = target + ".unfinished";
        DeleteFolder(unfinished);
        CloneTarget.Make(unfinished, _layout);
        RewriteResult result;
        using (var pack = new PackWriter(Path.Combine(unfinished, "objects"), _layout.Format))
        {
            result = RunRewrite(store, snapshot, pack);
            pack.Finish();
        }

        CloneTarget.SetRefs(unfinished, snapshot, result, line => MapLog(line, result));
        _report($"{result.Commits.Count} commits rewritten");
        RequireEqual(unfinished, result);
        CloneTarget.Detach(unfinished);
        _report("the clone stands by itself");
        DeleteFolder(target);
        Directory.Move(unfinished, target);
        WriteRecords(target, result);
        return new(target, _folder, result.Commits.Count, _request.IsVerified ? Prove(target, result.Moves, _cancellation)
            : null, IsClean: true);
    }

    private ApplyOutcome RunInPlace()
    {
        var journal = Journal.Read(_layout.CommonDirectory);
        if (journal is { Step: Journal.Undoing })
        {
            throw new PurgeException(PurgeFailure.Rejected,
                "an undo in this repository was interrupted; run it again ('secretsentry purge undo', with the folder of its plan) "
                + "before another purge; nothing was changed");
        }

        if (journal is not null && journal.Plan == _plan.Checksum)
        {
            Journal.ClearLocks(_layout, journal);
            if (TryResume(journal))
            {
                return Finish(journal.Moves);
            }
        }

        using var store = ObjectStore.Open(_layout);
        var snapshot = ReadCheckedRefs(store, [.. Preflight.FindInPlaceProblems(_layout, RefSnapshot.Read(_layout))]);
        using var pack = new PackWriter(_layout.ObjectFolders[0], _layout.Format);
        var result = RunRewrite(store, snapshot, pack);
        if (result.Moves.Count == 0 && !snapshot.StashLog.Any(line => MapLog(line, result) != line))
        {
            return Finish([]);
        }

        pack.Finish();
        _report($"{pack.Count} new objects written");
        var trees = BuildWorktreeMoves(snapshot, result);
        RequireNoFilters(trees);
        RequireEqual(_layout.Directory, result);
        if (_request.HasBackup)
        {
            BackupBundle.Write(BackupFolder, _layout, snapshot, result.Moves, trees);
            _report($"backup: '{BackupFolder}', verified; it holds the secret");
        }

        _cancellation.ThrowIfCancellationRequested();
        var next = new PurgeJournal(_plan.Checksum, "prepared", result.Moves,
            [.. snapshot.StashLog.Select(line => MapLog(line, result))], trees, 0);
        Journal.Write(_layout.CommonDirectory, next);
        WriteRecords(_layout.CommonDirectory, result);
        _report("prepared");
        RefTransaction.Run(_layout.Directory, result.Moves, "secretsentry purge", git =>
            Journal.Write(_layout.CommonDirectory, next with { Git = git }));
        _report("refs moved");
        Complete(next, isResumed: false);
        return Finish(result.Moves);
    }

    /// <summary>
    /// Completes an earlier run whose refs have moved. Returns false when they have not moved, so that the run starts again.
    /// </summary>
    private bool TryResume(PurgeJournal journal)
    {
        var snapshot = RefSnapshot.Read(_layout);
        var values = snapshot.Refs.Select(entry => (entry.Name, entry.Id))
            .Concat(snapshot.Worktrees.Select(entry => (Name: entry.Head, entry.Id)))
            .ToLookup(entry => entry.Name, entry => entry.Id);
        var remaining = journal.Moves.Where(move => (values[move.Name].FirstOrDefault() ?? new string('0', move.Old.Length)) == move.Old)
            .ToArray();
        if (journal.Step == "prepared" && remaining.Length == journal.Moves.Count && remaining.Length > 0)
        {
            return false;
        }

        if (journal.Step == "prepared")
        {
            _report("going on with an interrupted purge");
            RefTransaction.Run(_layout.Directory, remaining, "secretsentry purge", git =>
                Journal.Write(_layout.CommonDirectory, journal with { Git = git }));
            Complete(journal, isResumed: true);
        }

        return true;
    }

    /// <summary>Completes the steps that follow the refs: the stash's list and the checkouts.</summary>
    private void Complete(PurgeJournal journal, bool isResumed)
    {
        if (journal.StashLog.Count > 0)
        {
            WholeFile.Write(Path.Combine(_layout.CommonDirectory, "logs", "refs", "stash"),
                Encoding.Latin1.GetBytes(string.Concat(journal.StashLog.Select(line => line + "\n"))));
            _report("stash list rewritten");
        }

        foreach (var tree in journal.Trees)
        {
            WorkTreeMover.Update(tree, isResumed);
            _report($"checkout '{tree.Folder}' brought along");
        }

        Journal.Write(_layout.CommonDirectory, RemoveSecretNames(journal) with { Step = "done", Git = 0 });
        _report("done");
    }

    /// <summary>Returns the journal without refs whose names contain the secret, because the journal is kept.</summary>
    private PurgeJournal RemoveSecretNames(PurgeJournal journal) => journal with { Moves = [.. journal.Moves.Where(IsTellable)] };

    private bool IsTellable(RefMove move) => !_replacer.Search.IsIn(Encoding.Latin1.GetBytes(move.Name));

    private ApplyOutcome Finish(IReadOnlyList<RefMove> moves)
    {
        if (_request.CleansUp)
        {
            var journal = Journal.Read(_layout.CommonDirectory) ?? new(_plan.Checksum, "done", [], [], [], 0);
            Journal.Write(_layout.CommonDirectory, journal with { Step = "cleaning", Git = 0 });
            CleanUp.Run(_layout, _replacer.Search, _request.DropsKeep, _report, git =>
                Journal.Write(_layout.CommonDirectory, journal with { Step = "cleaning", Git = git }));
            Journal.Write(_layout.CommonDirectory, journal with { Step = "done", Git = 0 });
        }

        var proof = _request.IsVerified && _request.CleansUp ? Prove(_layout.CommonDirectory, moves, CancellationToken.None) : null;
        return new(_plan.Repository, _folder, moves.Count, proof, _request.CleansUp);
    }

    /// <summary>Reads the current refs. Checks that they are those of the plan and that nothing prevents a purge.</summary>
    private RefSnapshot ReadCheckedRefs(ObjectStore store, IReadOnlyList<string> problems)
    {
        if (Preflight.FindProblems(store, _plan.AllowsAlternates).Concat(problems).FirstOrDefault() is { } problem)
        {
            throw new PurgeException(PurgeFailure.Rejected, $"{problem}; nothing was changed");
        }

        var snapshot = RefSnapshot.Read(_layout);
        return snapshot.ComputeChecksum() == _plan.Refs.ComputeChecksum()
            ? snapshot
            : throw new PurgeException(PurgeFailure.Changed,
            "refs, HEAD or stash have changed since the plan was made; nothing was changed; make a new plan");
    }

    private RewriteResult RunRewrite(ObjectStore store, RefSnapshot snapshot, IObjectSink sink) =>
        Rewriter.Run(store, _replacer, _plan.Blobs.Select(id => ObjectId.ParseOrDefault(id))
            .ToHashSet(), snapshot, PurgePlanner.BuildRefFilter(_plan.RefGlobs), Scope, sink, _cancellation);

    private void RequireEqual(string directory, RewriteResult result)
    {
        if (!_request.IsVerified)
        {
            return;
        }

        var problems = Prover.Equal(directory, result, _replacer, _plan.Cover.Paths);
        if (problems.Count > 0)
        {
            throw new PurgeException(PurgeFailure.Unproved,
                $"the new history differs in more than it should, so nothing was moved: {problems[0]}");
        }

        _report("everything else is equal");
    }

    private static void RequireNoFilters(IReadOnlyList<WorktreeMove> trees)
    {
        foreach (var tree in trees)
        {
            if (WorkTreeMover.FindFilteredPath(tree) is { } path)
            {
                throw new PurgeException(PurgeFailure.Rejected,
                    $"'{path}' in '{tree.Folder}' passes through a filter (git-lfs or the like), which is not run here; leave --in-place "
                    + $"out; no ref was moved");
            }
        }
    }

    private PurgeProof Prove(string directory, IReadOnlyList<RefMove> moves, CancellationToken cancellation)
    {
        var gone = Prover.ProveGone(directory, _replacer.Search, _request.Threads, _progress, cancellation);
        var (compared, problems) = Prover.ProveIntact(directory, moves);
        return gone with { Compared = compared, Problems = [.. gone.Problems, .. problems] };
    }

    /// <summary>Writes the purge records, the maps and the text for the user.</summary>
    private void WriteRecords(string repository, RewriteResult result)
    {
        var purgeRecord = new PurgeRecord(DateTimeOffset.UtcNow, [.. result.FirstChanged.Select(id => id.ToString())],
            [.. result.Moves.Where(IsTellable).Select(move => move.ForDisplay)
            .Where(move => (move.Name.StartsWith("refs/heads/", StringComparison.Ordinal)
            || move.Name.StartsWith("refs/tags/", StringComparison.Ordinal)))]);
        if (purgeRecord.FirstChanged.Count > 0)
        {
            PurgeRecordFile.Add(repository, purgeRecord);
        }

        var summary = _plan.Summary with
        {
            LostSignatures = [.. result.LostSignatures.Select(id => id.ToString())],
            FirstChanged = purgeRecord.FirstChanged,
            Commits = result.Commits.Count,
        };
        MapFiles.Write(_folder, result, summary, [purgeRecord]);
        var text = PlanText.Format(_plan with { Summary = summary }, result.Moves, repository == _layout.CommonDirectory ? _plan.Repository
            : repository, PurgePlanner.ReadRemotes(_layout.CommonDirectory), isApplied: true);
        PrivateFile.Write(Path.Combine(_folder, PurgeFiles.TextName), Encoding.UTF8.GetBytes(text));
    }

    private List<WorktreeMove> BuildWorktreeMoves(RefSnapshot snapshot, RewriteResult result)
    {
        var moves = new List<WorktreeMove>();
        foreach (var worktree in snapshot.Worktrees.Where(worktree => worktree.Id.Length > 0))
        {
            var renamed = worktree.Branch.Length > 0
                && result.Moves.Any(move => move.Name == worktree.Branch && move.New.Trim('0').Length == 0);
            var branch = renamed
                ? Encoding.Latin1.GetString(_replacer.Replace(Encoding.Latin1.GetBytes(worktree.Branch), Rewriter.NameSafe, out _)!) : "";
            var renewed = result.GetNewId(ObjectId.ParseOrDefault(worktree.Id)).ToString();
            if (worktree.Folder.Length > 0 && (renewed != worktree.Id || renamed))
            {
                moves.Add(new(worktree.Name, worktree.Folder, ResolveTree(worktree.Id), ResolveTree(renewed), branch));
            }
        }

        return moves;
    }

    private string ResolveTree(string commit) =>
        GitProgram.DecodeText(GitProgram.Run(_layout.Directory, "rev-parse", "--verify", commit + "^{tree}")).Trim();

    /// <summary>"old SP new SP who TAB message".</summary>
    private static string MapLog(string line, RewriteResult result)
    {
        var parts = line.Split(' ', 3);
        return parts.Length < 3 ? line
            : $"{result.GetNewId(ObjectId.ParseOrDefault(parts[0]))} {result.GetNewId(ObjectId.ParseOrDefault(parts[1]))} {parts[2]}";
    }

    private static void DeleteFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        Directory.Delete(folder, recursive: true);
    }
}
