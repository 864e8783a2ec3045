using SecretSentry.Files;
using SecretSentry.Git.Push;
using SecretSentry.Purge.Apply;
using SecretSentry.Purge.Files;
using SecretSentry.Purge.Plan;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;
using SecretSentry.Purge.Verify;

namespace SecretSentry.Purge;

/// <summary>The other commands of a purge.</summary>
public static class PurgeVerify
{
    /// <summary>
    /// Proves that a repository contains no needle. With a plan that was applied, it also proves that the refs are as the plan changed
    /// them.
    /// </summary>
    /// <param name="request">The repository, the needles, and options.</param>
    /// <param name="progress">Receives the number of searched objects and the total number.</param>
    /// <param name="cancellation">Cancels the search.</param>
    /// <exception cref="PurgeException">The request names no needles.</exception>
    /// <exception cref="FormatException">A line of the rules file is not a valid rule.</exception>
    public static PurgeProof Run(VerifyRequest request, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (needles, moves) = ReadNeedles(request.NeedlesFrom);
        if (needles.Count == 0)
        {
            throw new PurgeException(PurgeFailure.Usage, $"'{request.NeedlesFrom}' contains nothing to search for");
        }

        return Prover.Prove(request.Directory, new(new(needles), request.Threads, progress, cancellation), request.SecondReader, moves);
    }

    /// <summary>Restores a repository from a backup, see <see cref="BackupBundle"/>.</summary>
    /// <exception cref="PurgeException">The undo was rejected. Nothing was changed.</exception>
    public static void Undo(string folder, Action<string> report)
    {
        var full = Path.GetFullPath(folder);
        var backupFolder = File.Exists(Path.Combine(full, BackupBundle.StateName)) ? full : Path.Combine(full, PurgeFiles.BackupName);
        var backup = PrivateFile.Read(Path.Combine(backupFolder, BackupBundle.StateName), BackupJson.Default.PurgeBackup);
        if (backup.Moves.Count == 0 && backup.Trees.Count == 0)
        {
            throw new PurgeException(PurgeFailure.Usage,
                "this purge wrote a new clone and did not change the repository, so there is nothing to undo; delete the clone if "
                + "you do not want it");
        }

        BackupBundle.Undo(backupFolder, report);
    }

    /// <summary>Deletes backup and needles. Returns the paths of the deleted files.</summary>
    /// <exception cref="PurgeException">There is no backup.</exception>
    public static IReadOnlyList<string> Discard(string folder) => BackupBundle.Discard(folder);

    private static (IReadOnlyList<Needle> Needles, IReadOnlyList<RefMove> Moves) ReadNeedles(string from)
    {
        if (Directory.Exists(from) || Path.GetFileName(from) == PurgeFiles.PlanName)
        {
            var (_, needles) = PurgePlanner.Load(from);
            var map = Path.Combine(PurgePlanner.GetFolder(from), "ref-map");
            return (needles, File.Exists(map) ? [.. ForeignFile.ReadAllLines(map, Budgets.GitNames).Skip(1)
                .Select(line => line.Split(' ', 3)).Select(parts => new RefMove(parts[2], parts[0], parts[1]))
                .Where(move => move.New.Trim('0').Length > 0 && move.Name.StartsWith("refs/heads/", StringComparison.Ordinal))] : []);
        }

        return File.Exists(from)
            ? (ReplaceTextFile.Read(ForeignFile.ReadAllBytes(from, Budgets.Records), Path.GetFileName(from)), [])
            : throw new PurgeException(PurgeFailure.Usage,
            $"'{from}' does not exist; specify the folder of a plan, or a file with one 'literal:TEXT' per line");
    }
}
