using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

/// <summary>A new bare repository that uses the objects of its source until it is complete.</summary>
internal static class CloneTarget
{
    /// <summary>
    /// Creates an empty repository that has access to the objects of <paramref name="source"/> and has its remotes, without their fetched
    /// refs.
    /// </summary>
    public static void Make(string folder, RepositoryLayout source)
    {
        Directory.CreateDirectory(folder);
        GitProgram.Run(folder, "init", "-q", "--bare", "--template=", $"--object-format={source.Format.Name}", ".");
        Directory.CreateDirectory(Path.Combine(folder, "objects", "info"));
        File.WriteAllLines(GetAlternatesFile(folder), source.ObjectFolders);
        foreach (var (key, value) in RepositoryLayout.ReadSettings(Path.Combine(source.CommonDirectory, "config"))
            .Where(setting =>
            setting.Key.StartsWith("remote.", StringComparison.Ordinal) && setting.Key.EndsWith(".url", StringComparison.Ordinal)))
        {
            GitProgram.Run(folder, "config", "--add", key, value);
        }
    }

    /// <summary>Writes all refs with their new values, HEAD, and the list of stash entries.</summary>
    public static void SetRefs(string folder, RefSnapshot snapshot, RewriteResult result, Func<string, string> mapLog)
    {
        var (values, moved) = (new SortedDictionary<string, string>(StringComparer.Ordinal),
            result.Moves.ToDictionary(move => move.Name, StringComparer.Ordinal));
        foreach (var entry in snapshot.Refs.Where(entry => entry.Symbolic.Length == 0 && !moved.ContainsKey(entry.Name)))
        {
            values[entry.Name] = entry.Id;
        }

        foreach (var move in result.Moves.Where(move =>
            move.New.Trim('0').Length > 0 && move.Name.StartsWith("refs/", StringComparison.Ordinal)))
        {
            values[move.Name] = move.New;
        }

        var existing = Directory.Exists(Path.Combine(folder, "reftable")) ? []
            : snapshot.Refs.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        WritePacked(folder, values.Where(entry => existing.Contains(entry.Key)));
        RefTransaction.Run(folder, [.. values.Where(entry => !existing.Contains(entry.Key))
            .Select(entry => new RefMove(entry.Key, new string('0', entry.Value.Length), entry.Value))], "secretsentry purge", _ => { });
        foreach (var entry in snapshot.Refs.Where(entry => entry.Symbolic.Length > 0))
        {
            GitProgram.Run(folder, "symbolic-ref", entry.Name, entry.Symbolic);
        }

        var head = snapshot.Worktrees[0];
        if (head.Branch.Length > 0)
        {
            GitProgram.Run(folder, "symbolic-ref", "HEAD",
                result.Moves.FirstOrDefault(move => move.Name == head.Branch && move.New.Trim('0').Length == 0) is { } gone
                ? GetNewName(gone, result) : head.Branch);
        }
        else if (head.Id.Length > 0)
        {
            GitProgram.Run(folder, "update-ref", "--no-deref", "HEAD", result.GetNewId(ObjectId.ParseOrDefault(head.Id)).ToString());
        }

        if (snapshot.StashLog.Count > 0)
        {
            var log = Path.Combine(folder, "logs", "refs", "stash");
            Directory.CreateDirectory(Path.GetDirectoryName(log)!);
            File.WriteAllBytes(log, Encoding.Latin1.GetBytes(string.Concat(snapshot.StashLog.Select(line => mapLog(line) + "\n"))));
        }
    }

    /// <summary>
    /// Writes refs in git's packed form, one "id SP name" per line, sorted by bytes (gitformat-packed-refs). One file per ref would cost
    /// more than the rest of a purge. Only names of the source's refs are written here, because git has already accepted them. git checks
    /// new names in a transaction.
    /// </summary>
    private static void WritePacked(string folder, IEnumerable<KeyValuePair<string, string>> refs) =>
        File.WriteAllBytes(Path.Combine(folder, "packed-refs"),
            Encoding.Latin1.GetBytes("# pack-refs with: sorted \n" + string.Concat(refs.Select(entry => $"{entry.Value} {entry.Key}\n"))));

    /// <summary>Copies all needed objects, so that the source is no longer used. Old objects are not copied.</summary>
    public static void Detach(string folder)
    {
        GitProgram.Run(folder, [.. RefTransaction.Quiet, "-c", "repack.writeBitmaps=false", "repack", "-a", "-d", "-q"]);
        File.Delete(GetAlternatesFile(folder));
        GitProgram.Run(folder, [.. RefTransaction.Quiet, "pack-refs", "--all"]);
    }

    /// <summary>
    /// Returns the new name of a deleted ref. The move that creates it directly follows the move that deletes the old one.
    /// </summary>
    private static string GetNewName(RefMove gone, RewriteResult result) => result.Moves[result.Moves.IndexOf(gone) + 1].Name;

    private static string GetAlternatesFile(string folder) => Path.Combine(folder, "objects", "info", "alternates");
}
