using SecretSentry.Git.Push;
using SecretSentry.Purge.Apply;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge;

/// <summary>The other verbs of a purge.</summary>
public static class PurgeVerify
{
    /// <summary>
    /// Proves for any repository that no needle is left; with a plan that was applied, also that its refs are what the plan made of them.
    /// </summary>
    /// <param name="directory">A folder in the repository.</param>
    /// <param name="needlesFrom">Folder of a plan, its file, or a file of rules as git-filter-repo takes it.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="progress">Told how many objects of how many have been searched.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="PurgeException">There are no needles there.</exception>
    /// <exception cref="FormatException">A rule is none.</exception>
    public static PurgeProof Run(string directory, string needlesFrom, int threads, Action<long, long> progress,
        CancellationToken cancellation)
    {
        var (needles, moves) = ReadNeedles(needlesFrom);
        if (needles.Count == 0)
        {
            throw new PurgeException(PurgeFailure.Usage, $"'{needlesFrom}' names nothing to look for");
        }

        var gone = Prover.ProveGone(directory, new(needles), threads, progress, cancellation);
        var (compared, problems) = Prover.ProveIntact(directory, moves);
        return gone with { Compared = compared, Problems = [.. gone.Problems, .. problems] };
    }

    /// <summary>Puts a repository back from a backup, see <see cref="BackupBundle"/>.</summary>
    /// <exception cref="PurgeException">It was refused; nothing was changed.</exception>
    public static void Undo(string folder, Action<string> report)
    {
        var full = Path.GetFullPath(folder);
        var backupFolder = File.Exists(Path.Combine(full, BackupBundle.StateName)) ? full : Path.Combine(full, PurgeFiles.BackupName);
        var backup = PrivateFile.Read(Path.Combine(backupFolder, BackupBundle.StateName), BackupJson.Default.PurgeBackup);
        if (backup.Moves.Count == 0 && backup.Trees.Count == 0)
        {
            throw new PurgeException(PurgeFailure.Usage,
                "this purge went into a new clone and did not change the repository, so there is nothing to undo; delete the clone if "
                + "you do not want it");
        }

        BackupBundle.Undo(backupFolder, report);
    }

    /// <summary>Deletes backup and needles; the names of what was deleted.</summary>
    /// <exception cref="PurgeException">There is no backup.</exception>
    public static IReadOnlyList<string> Discard(string folder) => BackupBundle.Discard(folder);

    private static (IReadOnlyList<Needle> Needles, IReadOnlyList<RefMove> Moves) ReadNeedles(string from)
    {
        if (Directory.Exists(from) || Path.GetFileName(from) == PurgeFiles.PlanName)
        {
            var (_, needles) = PurgePlanner.Load(from);
            var map = Path.Combine(PurgePlanner.GetFolder(from), "ref-map");
            return (needles, File.Exists(map) ? [.. File.ReadAllLines(map, System.Text.Encoding.Latin1).Skip(1)
                .Select(line => line.Split(' ', 3)).Select(parts => new RefMove(parts[2], parts[0], parts[1]))
                .Where(move => move.New.Trim('0').Length > 0 && move.Name.StartsWith("refs/heads/", StringComparison.Ordinal))] : []);
        }

        return File.Exists(from)
            ? (ReplaceTextFile.Read(File.ReadAllBytes(from), Path.GetFileName(from)), [])
            : throw new PurgeException(PurgeFailure.Usage,
            $"'{from}' does not exist; give the folder of a plan, or a file with one 'literal:TEXT' a line");
    }
}
