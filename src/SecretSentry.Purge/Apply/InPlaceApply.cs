using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

/// <summary>
/// Applies a plan to the repository itself: first the backup, then a pack of new objects, then all refs in one transaction, then stash and
/// checkouts. A journal records the progress, so that the same command completes an interrupted run.
/// </summary>
internal sealed class InPlaceApply(ApplyContext context)
{
    private const string LogMessage = "secretsentry purge";

    private readonly ApplyRequest _request = context.Request;
    private readonly PurgePlan _plan = context.Plan;
    private readonly RepositoryLayout _layout = context.Layout;
    private readonly Action<string> _report = context.Report;

    /// <summary>Applies the plan, or completes an interrupted run of it.</summary>
    /// <exception cref="PurgeException">The purge was rejected. The message says what was changed; nothing was changed unless it says
    /// so.</exception>
    public ApplyOutcome Run()
    {
        if (_request.CleansUp && Preflight.FindCleanUpProblems(_layout, RefSnapshot.Read(_layout)).FirstOrDefault() is { } problem)
        {
            throw new PurgeException(PurgeFailure.Rejected, $"{problem}; {context.Changed}");
        }

        if (FinishInterrupted() is { } outcome)
        {
            return outcome;
        }

        using var store = ObjectStore.Open(_layout);
        var snapshot = context.ReadCheckedRefs(store, [.. Preflight.FindInPlaceProblems(_layout, RefSnapshot.Read(_layout))]);
        using var pack = new PackWriter(_layout.ObjectFolders[0], _layout.Format);
        var result = context.RunRewrite(store, snapshot, pack);
        var stashLog = StashLog.Rewrite(snapshot, result);
        if (result.Moves.Count == 0 && stashLog.SequenceEqual(snapshot.StashLog, StringComparer.Ordinal))
        {
            return Finish([]);
        }

        context.WriteBackupObjects(snapshot);
        pack.Finish();
        context.Changed = "no ref and no file was changed; the new objects in the repository are not used, and git gc deletes them";
        _report($"{pack.Count} new objects written");
        var trees = BuildWorktreeMoves(snapshot, result);
        RequireNoFilters(trees);
        context.RequireEqual(_layout.Directory, result);
        context.WriteBackupState(snapshot, result.Moves, trees);
        context.Cancellation.ThrowIfCancellationRequested();
        using var registration = BeginChanges();
        var journal = new PurgeJournal(_plan.Checksum, JournalStep.Prepared, result.Moves, stashLog, trees, 0);
        Write(journal);
        context.WriteRecords(_layout.CommonDirectory, _plan.Repository, result);
        _report("prepared");
        MoveRefs(result.Moves, journal);
        _report("refs moved");
        Complete(journal);
        return Finish(result.Moves);
    }

    /// <summary>
    /// Called before the first change. From here on an interrupt does not end the run, but the process may be ended a little later, so it
    /// says what to do then.
    /// </summary>
    private CancellationTokenRegistration BeginChanges()
    {
        context.Changed = $"refs, stash or checkouts may have been changed; run the same command again to complete the purge"
            + $"{context.UndoAdvice}";
        return context.Cancellation.Register(() => _report($"interrupted; {context.Changed}"));
    }

    /// <summary>Completes an earlier run of the same plan. Returns null when the run has to start from the beginning.</summary>
    /// <exception cref="PurgeException">An undo was interrupted.</exception>
    private ApplyOutcome? FinishInterrupted()
    {
        var journal = JournalFile.Read(_layout.CommonDirectory);
        if (journal is { Step: JournalStep.Undoing })
        {
            throw new PurgeException(PurgeFailure.Rejected,
                "an undo in this repository was interrupted; run 'secretsentry purge undo' again with the folder of its plan "
                + "before another purge; nothing was changed");
        }

        if (journal is not null && journal.Plan == _plan.Checksum)
        {
            using var registration = BeginChanges();
            StaleLocks.Remove(_layout, journal);
            if (TryResume(journal))
            {
                return Finish(journal.Moves);
            }
        }

        return null;
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
        if (journal.Step == JournalStep.Prepared && remaining.Length == journal.Moves.Count && remaining.Length > 0)
        {
            return false;
        }

        if (journal.Step == JournalStep.Prepared)
        {
            _report("continuing an interrupted purge");
            MoveRefs(remaining, journal);
            Complete(journal);
        }

        return true;
    }

    /// <summary>Moves refs in one transaction. The journal records the git process, whose locks are then recognized.</summary>
    private void MoveRefs(IReadOnlyList<RefMove> moves, PurgeJournal journal) =>
        RefTransaction.Run(_layout.Directory, moves, LogMessage, git => Write(journal with { Git = git }));

    /// <summary>Completes the steps that follow the refs: the stash's list and the checkouts.</summary>
    private void Complete(PurgeJournal journal)
    {
        if (journal.StashLog.Count > 0)
        {
            WholeFile.Write(Path.Combine(_layout.CommonDirectory, "logs", "refs", "stash"),
                Encoding.Latin1.GetBytes(string.Concat(journal.StashLog.Select(line => line + "\n"))));
            _report("stash list rewritten");
        }

        foreach (var tree in journal.Trees)
        {
            WorkTreeMover.Update(tree);
            _report($"checkout '{tree.Folder}' updated");
        }

        // The journal is kept, so refs whose names contain the secret are removed from it.
        Write(journal with { Moves = [.. journal.Moves.Where(context.HasCleanName)], Step = JournalStep.Done, Git = 0 });
        context.Changed = "the history is rewritten; run the same command again for the clean-up and the proof";
        _report("done");
    }

    /// <summary>Removes old objects and makes the proofs, as far as requested.</summary>
    private ApplyOutcome Finish(IReadOnlyList<RefMove> moves)
    {
        if (_request.CleansUp)
        {
            var journal = JournalFile.Read(_layout.CommonDirectory) ?? new(_plan.Checksum, JournalStep.Done, [], [], [], 0);
            Write(journal with { Step = JournalStep.Cleaning, Git = 0 });
            CleanUp.Run(_layout, context.Replacer.Search, _request.DropsKeep, _report, git =>
                Write(journal with { Step = JournalStep.Cleaning, Git = git }));
            Write(journal with { Step = JournalStep.Done, Git = 0 });
        }

        var proof = _request.IsVerified && _request.CleansUp ? context.Prove(_layout.Directory, moves) : null;
        return new(_plan.Repository, context.Folder, moves.Count, proof, _request.CleansUp);
    }

    private void Write(PurgeJournal journal) => JournalFile.Write(_layout.CommonDirectory, journal);

    private static void RequireNoFilters(IReadOnlyList<WorktreeMove> trees)
    {
        foreach (var tree in trees)
        {
            if (WorkTreeMover.FindFilteredPath(tree) is { } path)
            {
                throw new PurgeException(PurgeFailure.Rejected,
                    $"'{path}' in '{tree.Folder}' uses a filter (such as git-lfs), which is not run here; run without --in-place; "
                    + $"no ref was moved");
            }
        }
    }

    private List<WorktreeMove> BuildWorktreeMoves(RefSnapshot snapshot, RewriteResult result)
    {
        var moves = new List<WorktreeMove>();
        foreach (var worktree in snapshot.Worktrees.Where(worktree => worktree.Id.Length > 0))
        {
            var renamed = worktree.Branch.Length > 0
                && result.Moves.Any(move => move.Name == worktree.Branch && move.New.Trim('0').Length == 0);
            var branch = renamed ? GetNewName(worktree.Branch) : "";
            var renewed = result.GetNewId(ObjectId.ParseOrDefault(worktree.Id)).ToString();
            if (worktree.Folder.Length > 0 && (renewed != worktree.Id || renamed))
            {
                moves.Add(new(worktree.Name, worktree.Folder, ResolveTree(worktree.Id), ResolveTree(renewed), branch));
            }
        }

        return moves;
    }

    private string GetNewName(string branch) =>
        Encoding.Latin1.GetString(context.Replacer.Replace(Encoding.Latin1.GetBytes(branch), Rewriter.NameSafe, out _)!);

    private string ResolveTree(string commit) =>
        GitProgram.DecodeText(GitProgram.Run(_layout.Directory, "rev-parse", "--verify", commit + "^{tree}")).Trim();
}
