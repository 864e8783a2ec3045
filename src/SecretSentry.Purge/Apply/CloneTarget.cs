using System.Text;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Git.Push;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Rewrite;

namespace SecretSentry.Purge.Apply;

/// <summary>A new bare repository. Until it is complete it has another name and uses the objects of its source.</summary>
internal sealed class CloneTarget
{
    private readonly string _final;

    private CloneTarget(string final) => (_final, Folder) = (final, final + ".unfinished");

    /// <summary>Folder of the repository until <see cref="Publish"/>.</summary>
    public string Folder { get; }

    private string AlternatesFile => Path.Combine(Folder, "objects", "info", "alternates");

    /// <summary>
    /// Creates an empty repository that has access to the objects of <paramref name="source"/> and has its remotes, without their fetched
    /// refs.
    /// </summary>
    /// <param name="folder">Folder of the complete repository.</param>
    /// <param name="source">The repository that is cloned.</param>
    public static CloneTarget Create(string folder, RepositoryLayout source)
    {
        var target = new CloneTarget(folder);
        DeleteFolder(target.Folder);
        Directory.CreateDirectory(target.Folder);
        target.RunGit("init", "-q", "--bare", "--template=", $"--object-format={source.Format.Name}", ".");
        Directory.CreateDirectory(Path.Combine(target.Folder, "objects", "info"));
        File.WriteAllLines(target.AlternatesFile, source.ObjectFolders);
        foreach (var (key, value) in RepositoryLayout.ReadSettings(Path.Combine(source.CommonDirectory, "config"))
            .Where(setting =>
            setting.Key.StartsWith("remote.", StringComparison.Ordinal) && setting.Key.EndsWith(".url", StringComparison.Ordinal)))
        {
            target.RunGit("config", "--add", key, value);
        }

        return target;
    }

    /// <summary>Writes all refs with their new values, HEAD, and the list of stash entries.</summary>
    public void SetRefs(RefSnapshot snapshot, RewriteResult result)
    {
        WriteValues(snapshot, ComputeValues(snapshot, result));
        foreach (var entry in snapshot.Refs.Where(entry => entry.Symbolic.Length > 0))
        {
            RunGit("symbolic-ref", entry.Name, entry.Symbolic);
        }

        SetHead(snapshot.Worktrees[0], result);
        if (snapshot.StashLog.Count > 0)
        {
            var log = Path.Combine(Folder, "logs", "refs", "stash");
            Directory.CreateDirectory(Path.GetDirectoryName(log)!);
            var lines = StashLog.Rewrite(snapshot, result).Select(line => line + "\n");
            File.WriteAllBytes(log, Encoding.Latin1.GetBytes(string.Concat(lines)));
        }
    }

    /// <summary>Copies all needed objects, so that the source is no longer used. Old objects are not copied.</summary>
    public void Detach()
    {
        RunGit([.. RefTransaction.Quiet, "-c", "repack.writeBitmaps=false", "repack", "-a", "-d", "-q"]);
        File.Delete(AlternatesFile);
        RunGit([.. RefTransaction.Quiet, "pack-refs", "--all"]);
    }

    /// <summary>Gives the repository its final name. An empty folder of that name is replaced.</summary>
    public void Publish()
    {
        DeleteFolder(_final);
        Directory.Move(Folder, _final);
    }

    /// <summary>Returns the new values of all refs that are not symbolic, ordered by name.</summary>
    private static SortedDictionary<string, string> ComputeValues(RefSnapshot snapshot, RewriteResult result)
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

        return values;
    }

    private void WriteValues(RefSnapshot snapshot, SortedDictionary<string, string> values)
    {
        var existing = Directory.Exists(Path.Combine(Folder, "reftable")) ? []
            : snapshot.Refs.Select(entry => entry.Name).ToHashSet(StringComparer.Ordinal);
        WritePacked(values.Where(entry => existing.Contains(entry.Key)));
        RefTransaction.Run(Folder, [.. values.Where(entry => !existing.Contains(entry.Key))
            .Select(entry => new RefMove(entry.Key, new string('0', entry.Value.Length), entry.Value))], "secretsentry purge", _ => { });
    }

    /// <summary>
    /// Writes refs in git's packed form, one "id SP name" per line, sorted by bytes (gitformat-packed-refs). One file per ref would cost
    /// more than the rest of a purge. Only names of the source's refs are written here, because git has already accepted them. git checks
    /// new names in a transaction.
    /// </summary>
    private void WritePacked(IEnumerable<KeyValuePair<string, string>> refs) =>
        File.WriteAllBytes(Path.Combine(Folder, "packed-refs"),
            Encoding.Latin1.GetBytes("# pack-refs with: sorted \n" + string.Concat(refs.Select(entry => $"{entry.Value} {entry.Key}\n"))));

    private void SetHead(WorktreeState head, RewriteResult result)
    {
        if (head.Branch.Length > 0)
        {
            RunGit("symbolic-ref", "HEAD",
                result.Moves.FirstOrDefault(move => move.Name == head.Branch && move.New.Trim('0').Length == 0) is { } gone
                ? GetNewName(gone, result) : head.Branch);
        }
        else if (head.Id.Length > 0)
        {
            RunGit("update-ref", "--no-deref", "HEAD", result.GetNewId(ObjectId.ParseOrDefault(head.Id)).ToString());
        }
    }

    /// <summary>
    /// Returns the new name of a deleted ref. The move that creates it directly follows the move that deletes the old one.
    /// </summary>
    private static string GetNewName(RefMove gone, RewriteResult result) => result.Moves[result.Moves.IndexOf(gone) + 1].Name;

    private void RunGit(params string[] arguments) => GitProgram.Run(Folder, arguments);

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
