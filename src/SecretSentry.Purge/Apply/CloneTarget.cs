using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

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
            GitProgram.Run(folder, "update-ref", "--no-deref", "HEAD", result.Of(ObjectId.ParseOrDefault(head.Id)).ToString());
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
