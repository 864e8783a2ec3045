using System.Globalization;
using SecretSentry.Files;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Apply;

/// <summary>
/// Everything that is needed to undo a purge, stored outside of the repository: a bundle with all refs and the commits that reflogs refer
/// to, and a file with all names, HEADs and reflogs. The backup contains the secret.
/// </summary>
internal static class BackupBundle
{
    public const string BundleName = "backup.bundle";
    public const string StateName = "backup.json";

    private const int MaxAttempts = 10;

    /// <summary>Writes and verifies the bundle. The repository has not been changed at that point.</summary>
    /// <exception cref="PurgeException">git cannot verify the bundle it wrote, or the folder contains another backup.</exception>
    public static void WriteObjects(string folder, RepositoryLayout layout, RefSnapshot snapshot)
    {
        var state = Path.Combine(folder, StateName);
        if (File.Exists(state) && PrivateFile.Read(state, BackupJson.Default.PurgeBackup)
            .Before.ComputeChecksum() != snapshot.ComputeChecksum())
        {
            throw new PurgeException(PurgeFailure.Usage,
                $"'{folder}' contains the backup of another purge; specify another folder with --backup; nothing was changed");
        }

        OwnerOnlyFolder.Create(folder);
        var bundle = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{BundleName}.{Environment.ProcessId}"));
        GitProgram.Run(layout.Directory, "bundle", "create", "-q", bundle, "--all", "--reflog");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(bundle, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var (code, _, error) = GitProgram.TryRun(layout.Directory, "bundle", "verify", "-q", bundle);
        if (code != 0)
        {
            File.Delete(bundle);
            throw new PurgeException(PurgeFailure.Rejected,
                $"the backup in '{folder}' cannot be verified ({GitWords.Describe(error)}); nothing was changed");
        }

        File.Move(bundle, Path.Combine(folder, BundleName), overwrite: true);
    }

    /// <summary>Writes the file that says what the purge will move. It completes the backup.</summary>
    public static void WriteState(string folder, RepositoryLayout layout, RefSnapshot snapshot, IReadOnlyList<RefMove> moves,
        IReadOnlyList<WorktreeMove> trees) =>
        PrivateFile.Write(Path.Combine(folder, StateName), new PurgeBackup(layout.CommonDirectory, snapshot, moves, trees,
            ReadLogs(layout)), BackupJson.Default.PurgeBackup);

    private static SortedDictionary<string, string> ReadLogs(RepositoryLayout layout)
    {
        var logs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in CleanUp.LogFiles(layout))
        {
            var content = ForeignFile.ReadAllBytes(file, Budgets.Content);
            logs[Path.GetRelativePath(layout.CommonDirectory, file)] = Convert.ToBase64String(content);
        }

        return logs;
    }

    /// <summary>
    /// Restores everything: objects, refs in one transaction, reflogs, checkouts. If it is interrupted, run it again. It also ends an
    /// interrupted apply.
    /// </summary>
    /// <exception cref="PurgeException">Refs have moved since the purge, or a file that would be overwritten was changed. Nothing was
    /// changed.</exception>
    public static void Undo(string folder, Action<string> report)
    {
        var backup = PrivateFile.Read(Path.Combine(folder, StateName), BackupJson.Default.PurgeBackup);
        if (!Directory.Exists(backup.CommonDirectory))
        {
            throw new PurgeException(PurgeFailure.Rejected,
                $"the repository of this backup, '{backup.CommonDirectory}', does not exist; to get its branches, run: git clone "
                + $"'{Path.Combine(folder, BundleName)}'");
        }

        var layout = RepositoryLayout.Read(backup.CommonDirectory);
        var interrupted = JournalFile.Read(layout.CommonDirectory);
        if (interrupted is not null)
        {
            StaleLocks.Remove(layout, interrupted);
        }

        var snapshot = RefSnapshot.Read(layout);
        RefMove[] back = [.. backup.Moves.Select(move => new RefMove(move.Name, move.New, move.Old))
            .Where(move => ValueOf(snapshot, move) != move.New)];
        Unbundle(layout, folder);
        report("the old objects are restored");
        WorktreeMove[] trees = [.. backup.Trees.Select(tree => Reverse(tree, backup.Before))];
        Array.ForEach(trees, WorkTreeMover.RequireUntouched);
        MoveBack(layout, back, backup.Trees, interrupted);
        foreach (var (name, content) in backup.Logs)
        {
            var file = Path.Combine(layout.CommonDirectory, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            WholeFile.Write(file, Convert.FromBase64String(content));
        }

        RequireWhole(layout, folder);
        report("refs, reflogs and stash are restored");
        Array.ForEach(trees, WorkTreeMover.Update);
        PurgeRecordFile.Remove(layout.CommonDirectory, [.. backup.Moves.Select(move => move.ForDisplay)]);
        JournalFile.Delete(layout.CommonDirectory);
        report("checkouts are restored");
    }

    private static void Unbundle(RepositoryLayout layout, string folder) =>
        GitProgram.Run(layout.Directory, [.. RefTransaction.Quiet, "bundle", "unbundle", Path.Combine(folder, BundleName)]);

    /// <summary>
    /// Checks that all objects are present. A garbage collection that starts before refs point to the old objects again removes them. In
    /// that case they are restored once more, now that refs point to them.
    /// </summary>
    /// <exception cref="PurgeException">Objects are still missing.</exception>
    private static void RequireWhole(RepositoryLayout layout, string folder)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (code, _, error) = GitProgram.TryRun(layout.Directory, "rev-list", "--objects", "--all", "--reflog", "--quiet");
            if (code == 0)
            {
                return;
            }

            if (attempt == MaxAttempts)
            {
                throw new PurgeException(PurgeFailure.Rejected,
                    $"refs are restored, but an object is missing ({GitWords.Describe(error)}); all objects are in "
                    + $"'{Path.Combine(folder, BundleName)}'; run the same command again");
            }

            StaleLocks.WaitForCollection(layout, isJustStarted: true);
            Unbundle(layout, folder);
        }
    }

    /// <summary>Moves the refs. The move is recorded first, so that the locks of a killed undo are recognized as its own.</summary>
    private static void MoveBack(RepositoryLayout layout, RefMove[] back, IReadOnlyList<WorktreeMove> trees, PurgeJournal? interrupted)
    {
        var journal = new PurgeJournal("", JournalStep.Undoing, back, [], trees, 0);
        JournalFile.Write(layout.CommonDirectory, journal);
        try
        {
            RefTransaction.Run(layout.Directory, back, "secretsentry purge undo", git =>
                JournalFile.Write(layout.CommonDirectory, journal with { Git = git }));
        }
        catch (PurgeException)
        {
            // Nothing has moved, so the previous journal is restored.
            if (interrupted is null)
            {
                JournalFile.Delete(layout.CommonDirectory);
            }
            else
            {
                JournalFile.Write(layout.CommonDirectory, interrupted);
            }

            throw;
        }
    }

    /// <summary>Returns the reverse move of a checkout, to the branch that it was on.</summary>
    private static WorktreeMove Reverse(WorktreeMove tree, RefSnapshot before) =>
        tree with
        {
            OldTree = tree.NewTree,
            NewTree = tree.OldTree,
            Branch = tree.Branch.Length > 0 ? before.Worktrees.FirstOrDefault(worktree => worktree.Name == tree.Name)?.Branch ?? "" : "",
        };

    /// <summary>
    /// Deletes backup and needles, so that none of our files contains the secret. Returns the paths of the deleted files.
    /// </summary>
    /// <exception cref="PurgeException">There is no backup.</exception>
    public static IReadOnlyList<string> Discard(string folder)
    {
        string[] names = [BundleName, StateName, PurgeFiles.NeedlesName];
        string[] directories = [.. new[] { folder, Path.Combine(folder, PurgeFiles.BackupName) }.Where(Directory.Exists)];
        string[] files = [.. directories.SelectMany(directory => names.SelectMany(name => Directory.GetFiles(directory, name + "*")))];
        if (files.Length == 0)
        {
            throw new PurgeException(PurgeFailure.Usage, $"'{folder}' contains no backup of a purge ({string.Join(", ", names)})");
        }

        files = [.. files, .. directories.SelectMany(ListWithNames)];
        Array.ForEach(files, File.Delete);
        return files;
    }

    /// <summary>Returns the plan and the lists of refs in a folder, if the name of a ref contains a secret.</summary>
    private static IEnumerable<string> ListWithNames(string folder)
    {
        string[] files = [.. new[] { PurgeFiles.PlanName, MapFiles.RefMapName, MapFiles.ChangedRefsName }
            .Select(name => Path.Combine(folder, name)).Where(File.Exists)];
        if (files.Length == 0 || !File.Exists(Path.Combine(folder, PurgeFiles.NeedlesName)))
        {
            return [];
        }

        var search = new NeedleSearch(PurgePlanner.Load(folder).Needles);
        return Array.Exists(files, file => search.IsIn(ForeignFile.ReadAllBytes(file, Budgets.Content))) ? files : [];
    }

    private static string ValueOf(RefSnapshot snapshot, RefMove move) =>
        snapshot.Refs.FirstOrDefault(entry => entry.Name == move.Name)?.Id
            ?? snapshot.Worktrees.FirstOrDefault(entry => entry.Head == move.Name)?.Id ?? new string('0', move.Old.Length);
}
