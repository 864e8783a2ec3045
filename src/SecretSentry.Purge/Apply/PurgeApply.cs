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
/// Carries out a plan. In a clone: nothing is visible under the clone's name before it is complete. In place: backup, then a pack of new
/// objects, then all refs in one transaction, then stash and checkouts; a journal says how far it is, so that the same command completes
/// what was interrupted.
/// </summary>
public sealed class PurgeApply
{
    private readonly ApplyRequest _request;
    private readonly PurgePlan _plan;
    private readonly string _folder;
    private readonly Replacer _replacer;
    private readonly RepositoryLayout _layout;
    private readonly Action<string> _told;
    private readonly Action<long, long> _progress;
    private readonly CancellationToken _cancellation;

    private PurgeApply(ApplyRequest request, Action<string> told, Action<long, long> progress, CancellationToken cancellation)
    {
        (_plan, var needles) = PurgePlanner.Load(request.Plan);
        (_request, _folder, _told, _progress, _cancellation) =
            (request, Path.GetFullPath(PurgePlanner.FolderOf(request.Plan)), told, progress, cancellation);
        _replacer = new(needles);
        if (!Directory.Exists(_plan.CommonDirectory))
        {
            throw new PurgeException(PurgeFailure.Changed,
                $"the repository of this plan, '{_plan.CommonDirectory}', does not exist any more");
        }

        _layout = RepositoryLayout.Read(_plan.CommonDirectory);
    }

    /// <summary>Runs it.</summary>
    /// <param name="request">How.</param>
    /// <param name="told">Told of every step when it is done.</param>
    /// <param name="progress">Told how many objects of how many have been searched.</param>
    /// <param name="cancellation">Ends it before refs move; later it runs to its end.</param>
    /// <exception cref="PurgeException">It was refused; the message says what was changed, which is nothing unless it says
    /// otherwise.</exception>
    public static ApplyOutcome Run(ApplyRequest request, Action<string> told, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var apply = new PurgeApply(request, told, progress, cancellation);
        return request.IsInPlace ? apply.InPlace() : apply.InClone();
    }

    private PurgeCover Cover => _plan.Cover with { Mentions = _plan.Cover.Mentions || _request.Mentions };

    private string BackupFolder =>
        _request.Backup.Length > 0 ? Path.GetFullPath(_request.Backup) : Path.Combine(_folder, PurgeFiles.BackupName);

    private ApplyOutcome InClone()
    {
        var target = _request.Target.Length > 0 ? Path.GetFullPath(_request.Target) : Path.Combine(_folder, "rewritten.git");
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            throw new PurgeException(PurgeFailure.Usage, $"'{target}' exists and is not empty; name another folder with --to");
        }

        using var store = ObjectStore.Open(_layout);
        var snapshot = Checked(store, []);
        if (_request.HasBackup)
        {
            BackupBundle.Write(BackupFolder, _layout, snapshot, [], []);
            _told($"backup: '{BackupFolder}', verified; it holds the secret");
        }

        var unfinished = target + ".unfinished";
        DeleteFolder(unfinished);
        CloneTarget.Make(unfinished, _layout);
        RewriteResult result;
        using (var pack = new PackWriter(Path.Combine(unfinished, "objects"), _layout.Format))
        {
            result = Rewritten(store, snapshot, pack);
            pack.Finish();
        }

        CloneTarget.SetRefs(unfinished, snapshot, result, line => MappedLog(line, result));
        _told($"{result.Commits.Count} commits rewritten");
        RequireEqual(unfinished, result);
        CloneTarget.Detach(unfinished);
        _told("the clone stands by itself");
        DeleteFolder(target);
        Directory.Move(unfinished, target);
        Remember(target, result);
        return new(target, _folder, result.Commits.Count, _request.IsVerified ? Proved(target, result.Moves, _cancellation)
            : null, IsClean: true);
    }

    private ApplyOutcome InPlace()
    {
        var journal = Journal.Read(_layout.CommonDirectory);
        if (journal is { Step: Journal.Undoing })
        {
            throw new PurgeException(PurgeFailure.Refused,
                "an undo in this repository was interrupted; run it again ('secretsentry purge undo', with the folder of its plan) "
                + "before another purge; nothing was changed");
        }

        if (journal is not null && journal.Plan == _plan.Checksum)
        {
            Journal.ClearLocks(_layout, journal);
            if (Resumed(journal))
            {
                return Finish(journal.Moves);
            }
        }

        using var store = ObjectStore.Open(_layout);
        var snapshot = Checked(store, [.. Obstacles.InPlace(_layout, RefSnapshot.Read(_layout))]);
        using var pack = new PackWriter(_layout.ObjectFolders[0], _layout.Format);
        var result = Rewritten(store, snapshot, pack);
        if (result.Moves.Count == 0 && !snapshot.StashLog.Any(line => MappedLog(line, result) != line))
        {
            return Finish([]);
        }

        pack.Finish();
        _told($"{pack.Count} new objects written");
        var trees = WorktreeMoves(snapshot, result);
        RequireNoFilters(trees);
        RequireEqual(_layout.Directory, result);
        if (_request.HasBackup)
        {
            BackupBundle.Write(BackupFolder, _layout, snapshot, result.Moves, trees);
            _told($"backup: '{BackupFolder}', verified; it holds the secret");
        }

        _cancellation.ThrowIfCancellationRequested();
        var next = new PurgeJournal(_plan.Checksum, "prepared", result.Moves,
            [.. snapshot.StashLog.Select(line => MappedLog(line, result))], trees, 0);
        Journal.Write(_layout.CommonDirectory, next);
        Remember(_layout.CommonDirectory, result);
        _told("prepared");
        RefTransaction.Run(_layout.Directory, result.Moves, "secretsentry purge", git =>
            Journal.Write(_layout.CommonDirectory, next with { Git = git }));
        _told("refs moved");
        Complete(next, isResumed: false);
        return Finish(result.Moves);
    }

    /// <summary>Completes an earlier run whose refs have moved; false: they have not, so it starts again.</summary>
    private bool Resumed(PurgeJournal journal)
    {
        var snapshot = RefSnapshot.Read(_layout);
        var values = snapshot.Refs.Select(one => (one.Name, one.Id)).Concat(snapshot.Worktrees.Select(one => (Name: one.Head, one.Id)))
            .ToLookup(one => one.Name, one => one.Id);
        var left = journal.Moves.Where(move => (values[move.Name].FirstOrDefault() ?? new string('0', move.Old.Length)) == move.Old)
            .ToArray();
        if (journal.Step == "prepared" && left.Length == journal.Moves.Count && left.Length > 0)
        {
            return false;
        }

        if (journal.Step == "prepared")
        {
            _told("going on with an interrupted purge");
            RefTransaction.Run(_layout.Directory, left, "secretsentry purge", git =>
                Journal.Write(_layout.CommonDirectory, journal with { Git = git }));
            Complete(journal, isResumed: true);
        }

        return true;
    }

    /// <summary>What comes behind the refs: the stash's list and the checkouts.</summary>
    private void Complete(PurgeJournal journal, bool isResumed)
    {
        if (journal.StashLog.Count > 0)
        {
            WholeFile.Write(Path.Combine(_layout.CommonDirectory, "logs", "refs", "stash"),
                Encoding.Latin1.GetBytes(string.Concat(journal.StashLog.Select(line => line + "\n"))));
            _told("stash list rewritten");
        }

        foreach (var tree in journal.Trees)
        {
            WorkTreeMover.Bring(tree, isResumed);
            _told($"checkout '{tree.Folder}' brought along");
        }

        Journal.Write(_layout.CommonDirectory, Nameless(journal) with { Step = "done", Git = 0 });
        _told("done");
    }

    /// <summary>Without refs whose names hold the secret: the journal stays.</summary>
    private PurgeJournal Nameless(PurgeJournal journal) => journal with { Moves = [.. journal.Moves.Where(IsTellable)] };

    private bool IsTellable(RefMove move) => !_replacer.Search.IsIn(Encoding.Latin1.GetBytes(move.Name));

    private ApplyOutcome Finish(IReadOnlyList<RefMove> moves)
    {
        if (_request.CleansUp)
        {
            var journal = Journal.Read(_layout.CommonDirectory) ?? new(_plan.Checksum, "done", [], [], [], 0);
            Journal.Write(_layout.CommonDirectory, journal with { Step = "cleaning", Git = 0 });
            CleanUp.Run(_layout, _replacer.Search, _request.DropsKeep, _told, git =>
                Journal.Write(_layout.CommonDirectory, journal with { Step = "cleaning", Git = git }));
            Journal.Write(_layout.CommonDirectory, journal with { Step = "done", Git = 0 });
        }

        var proof = _request.IsVerified && _request.CleansUp ? Proved(_layout.CommonDirectory, moves, CancellationToken.None) : null;
        return new(_plan.Repository, _folder, moves.Count, proof, _request.CleansUp);
    }

    /// <summary>The names as they are now, when they are those of the plan and nothing forbids a purge.</summary>
    private RefSnapshot Checked(ObjectStore store, IReadOnlyList<string> obstacles)
    {
        if (Obstacles.Of(store, _plan.AllowsAlternates).Concat(obstacles).FirstOrDefault() is { } obstacle)
        {
            throw new PurgeException(PurgeFailure.Refused, $"{obstacle}; nothing was changed");
        }

        var snapshot = RefSnapshot.Read(_layout);
        return snapshot.Checksum() == _plan.Refs.Checksum()
            ? snapshot
            : throw new PurgeException(PurgeFailure.Changed,
            "refs, HEAD or stash have changed since the plan was made; nothing was changed; make a new plan");
    }

    private RewriteResult Rewritten(ObjectStore store, RefSnapshot snapshot, IObjectSink sink) =>
        Rewriter.Run(store, _replacer, _plan.Blobs.Select(id => ObjectId.ParseOrDefault(id))
            .ToHashSet(), snapshot, PurgePlanner.Wanted(_plan.RefGlobs), Cover, sink, _cancellation);

    private void RequireEqual(string directory, RewriteResult result)
    {
        if (!_request.IsVerified)
        {
            return;
        }

        var places = Prover.Equal(directory, result, _replacer, _plan.Cover.Paths);
        if (places.Count > 0)
        {
            throw new PurgeException(PurgeFailure.Unproved,
                $"the new history differs in more than it should, so nothing was moved: {places[0]}");
        }

        _told("everything else is equal");
    }

    private static void RequireNoFilters(IReadOnlyList<WorktreeMove> trees)
    {
        foreach (var tree in trees)
        {
            if (WorkTreeMover.FilteredPath(tree) is { } path)
            {
                throw new PurgeException(PurgeFailure.Refused,
                    $"'{path}' in '{tree.Folder}' passes through a filter (git-lfs or the like), which is not run here; leave --in-place "
                    + $"out; no ref was moved");
            }
        }
    }

    private PurgeProof Proved(string directory, IReadOnlyList<RefMove> moves, CancellationToken cancellation)
    {
        var gone = Prover.Gone(directory, _replacer.Search, _request.Threads, _progress, cancellation);
        var (compared, places) = Prover.Intact(directory, moves);
        return gone with { Compared = compared, Places = [.. gone.Places, .. places] };
    }

    /// <summary>Tombstones, maps and the text for people.</summary>
    private void Remember(string repository, RewriteResult result)
    {
        var tombstone = new PurgeRecord(DateTimeOffset.UtcNow, [.. result.FirstChanged.Select(id => id.ToString())],
            [.. result.Moves.Where(IsTellable).Select(move => move.Shown)
            .Where(move => (move.Name.StartsWith("refs/heads/", StringComparison.Ordinal)
            || move.Name.StartsWith("refs/tags/", StringComparison.Ordinal)))]);
        if (tombstone.FirstChanged.Count > 0)
        {
            PurgeRecordFile.Add(repository, tombstone);
        }

        var summary = _plan.Summary with
        {
            LostSignatures = [.. result.LostSignatures.Select(id => id.ToString())],
            FirstChanged = tombstone.FirstChanged,
            Commits = result.Commits.Count,
        };
        MapFiles.Write(_folder, result, summary, [tombstone]);
        var text = PlanText.Of(_plan with { Summary = summary }, result.Moves, repository == _layout.CommonDirectory ? _plan.Repository
            : repository, PurgePlanner.Remotes(_layout.CommonDirectory), isApplied: true);
        PrivateFile.Write(Path.Combine(_folder, PurgeFiles.TextName), Encoding.UTF8.GetBytes(text));
    }

    private List<WorktreeMove> WorktreeMoves(RefSnapshot snapshot, RewriteResult result)
    {
        var moves = new List<WorktreeMove>();
        foreach (var one in snapshot.Worktrees.Where(one => one.Id.Length > 0))
        {
            var renamed = one.Branch.Length > 0 && result.Moves.Any(move => move.Name == one.Branch && move.New.Trim('0').Length == 0);
            var branch = renamed
                ? Encoding.Latin1.GetString(_replacer.Replace(Encoding.Latin1.GetBytes(one.Branch), Rewriter.NameSafe, out _)!) : "";
            var renewed = result.Of(ObjectId.ParseOrDefault(one.Id)).ToString();
            if (one.Folder.Length > 0 && (renewed != one.Id || renamed))
            {
                moves.Add(new(one.Name, one.Folder, TreeOf(one.Id), TreeOf(renewed), branch));
            }
        }

        return moves;
    }

    private string TreeOf(string commit) =>
        GitProgram.Text(GitProgram.Run(_layout.Directory, "rev-parse", "--verify", commit + "^{tree}")).Trim();

    /// <summary>"old SP new SP who TAB message".</summary>
    private static string MappedLog(string line, RewriteResult result)
    {
        var parts = line.Split(' ', 3);
        return parts.Length < 3 ? line
            : $"{result.Of(ObjectId.ParseOrDefault(parts[0]))} {result.Of(ObjectId.ParseOrDefault(parts[1]))} {parts[2]}";
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
