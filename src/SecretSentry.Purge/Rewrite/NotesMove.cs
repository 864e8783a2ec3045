using SecretSentry.Git.History;
using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;
using SecretSentry.Purge.Objects;

namespace SecretSentry.Purge.Rewrite;

/// <summary>
/// Moves notes. They are files named by the ids of commits, in folders of two digits (git-notes). When commits get new ids, one new commit
/// on top of the notes renames the files. The history of the notes stays as it is.
/// </summary>
internal static class NotesMove
{
    /// <summary>
    /// Creates the commit that moves the notes. Returns null when none has to be moved. <paramref name="tip"/> is the old tip.
    /// </summary>
    public static ObjectId? CreateTip(ObjectStore store, RewriteResult result, ObjectId tip, IObjectSink sink)
    {
        using var objects = new ObjectReader(store);
        if (!objects.TryReadAnyhow(store.Find(tip), out var content, out var kind, out _) || kind != ObjectKind.Commit)
        {
            return null;
        }

        var (text, format) = (content.ToArray(), store.Layout.Format);
        var files = new List<(string Path, byte[] Mode, ObjectId Id)>();
        List(store, objects, CommitText.FindId(text, "tree "u8), "", files);
        var moved = files.ConvertAll(file => (Path: MapPath(file.Path, format.IdLength, result), file.Mode, Id: result.GetNewId(file.Id)));
        if (moved.Select(file => file.Path).SequenceEqual(files.Select(file => file.Path), StringComparer.Ordinal))
        {
            return null;
        }

        var tree = WriteFolder(moved, sink);
        string[] people = [.. System.Text.Encoding.Latin1.GetString(text).Split("\n\n", 2)[0].Split('\n')
            .Where(line =>
            line.StartsWith("author ", StringComparison.Ordinal) || line.StartsWith("committer ", StringComparison.Ordinal))];
        return sink.Add(ObjectKind.Commit,
            System.Text.Encoding.Latin1.GetBytes($"tree {tree}\nparent {result.GetNewId(tip)}\n{string.Join('\n', people)}\n\nMove notes "
            + $"to "
            + $"the new ids of their commits\n"));
    }

    private static void List(ObjectStore store, ObjectReader objects, ObjectId id, string folder,
        List<(string Path, byte[] Mode, ObjectId Id)> files)
    {
        if (!objects.TryReadAnyhow(store.Find(id), out var content, out _, out var problem))
        {
            throw new GitException(GitErrorKind.CommandFailed, $"the notes cannot be read: {problem}");
        }

        var tree = content.ToArray();
        for (var offset = 0; offset < tree.Length
            && TreeEntry.TryRead(tree, offset, store.Layout.Format.IdLength, out var entry); offset += entry.Length)
        {
            var path = folder + System.Text.Encoding.Latin1.GetString(entry.Name);
            if (entry.IsTree)
            {
                List(store, objects, new(entry.Id), path + "/", files);
            }
            else
            {
                files.Add((path, tree.AsSpan(offset, tree.AsSpan(offset).IndexOf((byte)' ')).ToArray(), new(entry.Id)));
            }
        }
    }

    /// <summary>Returns the path for the new id, in the same folders. A file that is not a note keeps its path.</summary>
    private static string MapPath(string path, int idLength, RewriteResult result)
    {
        var digits = path.Replace("/", "", StringComparison.Ordinal);
        if (digits.Length != 2 * idLength || !ObjectId.TryParse(digits, out var id) || result.GetNewId(id).ToString() is var moved
            && moved == digits)
        {
            return path;
        }

        for (var index = 0; index < path.Length; index++)
        {
            moved = path[index] == '/' ? moved.Insert(index, "/") : moved;
        }

        return moved;
    }

    private static ObjectId WriteFolder(List<(string Path, byte[] Mode, ObjectId Id)> files, IObjectSink sink)
    {
        var entries = new List<(byte[] Mode, byte[] Name, byte[] Id, bool IsTree)>();
        foreach (var group in files.GroupBy(file => file.Path.Split('/')[0], StringComparer.Ordinal))
        {
            var name = System.Text.Encoding.Latin1.GetBytes(group.Key);
            var inner = group.Where(file => file.Path.Length > group.Key.Length)
                .Select(file => (file.Path[(group.Key.Length + 1)..], file.Mode, file.Id)).ToList();
            entries.AddRange(group.Where(file => file.Path.Length == group.Key.Length)
                .Select(file => (file.Mode, name, Convert.FromHexString(file.Id.ToString()), false)));
            entries.AddRange(inner.Count > 0
                ? [("40000"u8.ToArray(), name, Convert.FromHexString(WriteFolder(inner, sink).ToString()), true)]
                : []);
        }

        return sink.Add(ObjectKind.Tree, TreeNames.Write(entries));
    }
}
