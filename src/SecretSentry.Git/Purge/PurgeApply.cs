using System.Text;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Purge;

/// <summary>How a plan is carried out.</summary>
/// <param name="Plan">Folder of the plan, or its file.</param>
/// <param name="IsInPlace">Rewrite the repository itself; else a new bare clone.</param>
/// <param name="Target">The clone's folder; empty: <c>rewritten.git</c> in the plan's folder.</param>
/// <param name="Backup">Folder for the backup; empty: <c>backup</c> in the plan's folder.</param>
/// <param name="HasBackup">Whether there is to be one.</param>
/// <param name="IsVerified">Whether the proofs are made.</param>
/// <param name="CleansUp">In place: whether old objects, reflogs and drafts are taken away.</param>
/// <param name="DropsKeep">Whether packs marked to be kept may go.</param>
/// <param name="Mentions">Whether ids in messages are brought along although the plan does not say so.</param>
/// <param name="Threads">Threads for the search.</param>
public sealed record ApplyRequest(string Plan, bool IsInPlace, string Target, string Backup, bool HasBackup, bool IsVerified, bool CleansUp,
    bool DropsKeep, bool Mentions, int Threads);

/// <summary>What was done.</summary>
/// <param name="Repository">The repository with the new history.</param>
/// <param name="Plan">Folder with <c>PURGE-PLAN.md</c> and the maps.</param>
/// <param name="Commits">Commits with new ids.</param>
/// <param name="Proof">What the proofs said; null: they were not made, or only for what is reachable.</param>
/// <param name="IsClean">Whether old objects are gone.</param>
public sealed record ApplyOutcome(string Repository, string Plan, int Commits, PurgeProof? Proof, bool IsClean);

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
        Rewrite.Run(store, _replacer, _plan.Blobs.Select(RefSnapshot.Parse)
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
        var tombstone = new Tombstone(DateTimeOffset.UtcNow, [.. result.FirstChanged.Select(id => id.ToString())],
            [.. result.Moves.Where(IsTellable).Select(move => move.Shown)
            .Where(move => (move.Name.StartsWith("refs/heads/", StringComparison.Ordinal)
            || move.Name.StartsWith("refs/tags/", StringComparison.Ordinal)))]);
        if (tombstone.FirstChanged.Count > 0)
        {
            Tombstones.Add(repository, tombstone);
        }

        var summary = _plan.Summary with
        {
            LostSignatures = [.. result.LostSignatures.Select(id => id.ToString())],
            FirstChanged = tombstone.FirstChanged,
            Commits = result.Commits.Count,
        };
        PurgeFiles.WriteMaps(_folder, result, summary, [tombstone]);
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
                ? Encoding.Latin1.GetString(_replacer.Replace(Encoding.Latin1.GetBytes(one.Branch), Rewrite.NameSafe, out _)!) : "";
            var renewed = result.Of(RefSnapshot.Parse(one.Id)).ToString();
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
        return parts.Length < 3 ? line : $"{result.Of(RefSnapshot.Parse(parts[0]))} {result.Of(RefSnapshot.Parse(parts[1]))} {parts[2]}";
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

/// <summary>The journal of an apply in place.</summary>
internal static class Journal
{
    /// <summary>The step of an undo that has not come to its end.</summary>
    public const string Undoing = "undoing";

    private const string Name = "secretsentry/purge-journal.json";

    public static PurgeJournal? Read(string commonDirectory)
    {
        var path = Path.Combine(commonDirectory, Name);
        return File.Exists(path) ? PrivateFile.Read(path, PurgeJson.Default.PurgeJournal) : null;
    }

    public static void Write(string commonDirectory, PurgeJournal journal)
    {
        var path = Path.Combine(commonDirectory, Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        PrivateFile.Write(path, journal, PurgeJson.Default.PurgeJournal);
    }

    public static void Delete(string commonDirectory) => File.Delete(Path.Combine(commonDirectory, Name));

    /// <summary>
    /// Waits for a git that an interrupted run left behind, then takes away the locks that it would have held: of the refs that move, and
    /// of every ref and reflog when it was cleaning up.
    /// </summary>
    /// <exception cref="PurgeException">That git does not end.</exception>
    public static void ClearLocks(RepositoryLayout layout, PurgeJournal journal)
    {
        if (journal.Step == "done")
        {
            return;
        }

        WaitFor(journal.Git);
        if (journal.Step == "cleaning")
        {
            WaitForCollection(layout, isJustStarted: journal.Git == 0);
        }

        string[] own = [.. journal.Moves.Select(move => move.Name + ".lock"), "packed-refs.lock", "packed-refs.new", "gc.pid.lock",
            "gc.pid", "HEAD.lock", .. journal.Trees.Select(tree => tree.Name.Length == 0 ? "index.lock"
            : $"worktrees/{tree.Name}/index.lock"), .. journal.Trees.Select(tree => tree.Name.Length == 0 ? "HEAD.lock"
            : $"worktrees/{tree.Name}/HEAD.lock")];
        foreach (var file in own.Select(name => Path.Combine(layout.CommonDirectory, name))
            .Concat(journal.Step == "cleaning" ? CleanUp.Locks(layout) : []).Where(File.Exists))
        {
            File.Delete(file);
        }
    }

    /// <summary>
    /// Waits for a garbage collection of the repository (gc.pid: "id SP host"), which would take objects that are put back while it runs.
    /// </summary>
    /// <param name="layout">The repository.</param>
    /// <param name="isJustStarted">Whether one may have been started that has not put its name there yet.</param>
    /// <exception cref="PurgeException">It does not end.</exception>
    public static void WaitForCollection(RepositoryLayout layout, bool isJustStarted)
    {
        if (isJustStarted)
        {
            Thread.Sleep(500);
        }

        var file = Path.Combine(layout.CommonDirectory, "gc.pid");
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture,
            out var id))
        {
            WaitFor(id);
        }
    }

    private static void WaitFor(int id)
    {
        for (var turns = 0; id > 0 && turns < 300; turns++)
        {
            try
            {
                using var git = System.Diagnostics.Process.GetProcessById(id);
                if (git.ProcessName != "git")
                {
                    return;
                }
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                return; // it has ended
            }

            Thread.Sleep(100);
        }

        if (id > 0)
        {
            throw new PurgeException(PurgeFailure.Refused, $"the git process {id} of an interrupted purge is still at work; let it finish");
        }
    }
}

/// <summary>A new bare repository that borrows objects until it is complete.</summary>
internal static class CloneTarget
{
    /// <summary>An empty one that sees the objects of <paramref name="source"/> and has its remotes, without what they fetch.</summary>
    public static void Make(string folder, RepositoryLayout source)
    {
        Directory.CreateDirectory(folder);
        GitProgram.Run(folder, "init", "-q", "--bare", "--template=", $"--object-format={source.Format.Name}", ".");
        Directory.CreateDirectory(Path.Combine(folder, "objects", "info"));
        File.WriteAllLines(Alternates(folder), source.ObjectFolders);
        foreach (var (key, value) in RepositoryLayout.Settings(Path.Combine(source.CommonDirectory, "config"))
            .Where(one => one.Key.StartsWith("remote.", StringComparison.Ordinal) && one.Key.EndsWith(".url", StringComparison.Ordinal)))
        {
            GitProgram.Run(folder, "config", "--add", key, value);
        }
    }

    /// <summary>All refs with their new values, HEAD, and the list of stash entries.</summary>
    public static void SetRefs(string folder, RefSnapshot snapshot, RewriteResult result, Func<string, string> mapLog)
    {
        var (values, moved) = (new SortedDictionary<string, string>(StringComparer.Ordinal),
            result.Moves.ToDictionary(move => move.Name, StringComparer.Ordinal));
        foreach (var one in snapshot.Refs.Where(one => one.Symbolic.Length == 0 && !moved.ContainsKey(one.Name)))
        {
            values[one.Name] = one.Id;
        }

        foreach (var move in result.Moves.Where(move =>
            move.New.Trim('0').Length > 0 && move.Name.StartsWith("refs/", StringComparison.Ordinal)))
        {
            values[move.Name] = move.New;
        }

        var known = Directory.Exists(Path.Combine(folder, "reftable")) ? []
            : snapshot.Refs.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        WritePacked(folder, values.Where(one => known.Contains(one.Key)));
        RefTransaction.Run(folder, [.. values.Where(one => !known.Contains(one.Key))
            .Select(one => new RefMove(one.Key, new string('0', one.Value.Length), one.Value))], "secretsentry purge", _ => { });
        foreach (var one in snapshot.Refs.Where(one => one.Symbolic.Length > 0))
        {
            GitProgram.Run(folder, "symbolic-ref", one.Name, one.Symbolic);
        }

        var head = snapshot.Worktrees[0];
        if (head.Branch.Length > 0)
        {
            GitProgram.Run(folder, "symbolic-ref", "HEAD",
                result.Moves.FirstOrDefault(move => move.Name == head.Branch && move.New.Trim('0').Length == 0) is { } gone
                ? Renamed(gone, result) : head.Branch);
        }
        else if (head.Id.Length > 0)
        {
            GitProgram.Run(folder, "update-ref", "--no-deref", "HEAD", result.Of(RefSnapshot.Parse(head.Id)).ToString());
        }

        if (snapshot.StashLog.Count > 0)
        {
            var log = Path.Combine(folder, "logs", "refs", "stash");
            Directory.CreateDirectory(Path.GetDirectoryName(log)!);
            File.WriteAllBytes(log, Encoding.Latin1.GetBytes(string.Concat(snapshot.StashLog.Select(line => mapLog(line) + "\n"))));
        }
    }

    /// <summary>
    /// Refs as git keeps many of them, one "id SP name" a line, sorted by bytes (gitformat-packed-refs): a file for each would cost more
    /// than the rest of a purge. Only names that the source has: git has judged them, new ones it judges in a transaction.
    /// </summary>
    private static void WritePacked(string folder, IEnumerable<KeyValuePair<string, string>> refs) =>
        File.WriteAllBytes(Path.Combine(folder, "packed-refs"),
            Encoding.Latin1.GetBytes("# pack-refs with: sorted \n" + string.Concat(refs.Select(one => $"{one.Value} {one.Key}\n"))));

    /// <summary>Copies what is needed, so that nothing is borrowed any more; old objects are not among it.</summary>
    public static void Detach(string folder)
    {
        GitProgram.Run(folder, [.. RefTransaction.Quiet, "-c", "repack.writeBitmaps=false", "repack", "-a", "-d", "-q"]);
        File.Delete(Alternates(folder));
        GitProgram.Run(folder, [.. RefTransaction.Quiet, "pack-refs", "--all"]);
    }

    /// <summary>The move that makes what another one deletes stands right behind it.</summary>
    private static string Renamed(RefMove gone, RewriteResult result) => result.Moves[result.Moves.IndexOf(gone) + 1].Name;

    private static string Alternates(string folder) => Path.Combine(folder, "objects", "info", "alternates");
}
