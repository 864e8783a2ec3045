using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Purge.Objects;

/// <summary>Writes trees with changed names and new trees. Entries are in git's order, and no name occurs twice.</summary>
internal static class TreeNames
{
    /// <summary>Returns the tree with changed names.</summary>
    /// <exception cref="GitException">Two entries would have the same name.</exception>
    public static byte[] Rename(ReadOnlySpan<byte> tree, int idLength, Func<byte[], byte[]> rename)
    {
        var entries = new List<(byte[] Mode, byte[] Name, byte[] Id, bool IsTree)>();
        for (var offset = 0; offset < tree.Length && TreeEntry.TryRead(tree, offset, idLength, out var entry); offset += entry.Length)
        {
            entries.Add((tree.Slice(offset, tree[offset..].IndexOf((byte)' '))
                .ToArray(), rename(entry.Name.ToArray()), entry.Id.ToArray(), entry.IsTree));
        }

        return Write(entries);
    }

    /// <summary>Returns a tree with these entries. Modes are given as digits.</summary>
    /// <exception cref="GitException">Two entries have the same name.</exception>
    public static byte[] Write(List<(byte[] Mode, byte[] Name, byte[] Id, bool IsTree)> entries)
    {
        entries.Sort((a, b) => SortKey(a).AsSpan().SequenceCompareTo(SortKey(b)));
        var (result, names) = (new List<byte>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var entry in entries)
        {
            if (!names.Add(System.Text.Encoding.Latin1.GetString(entry.Name)))
            {
                throw new GitException(GitErrorKind.CommandFailed,
                    "removing the secret from file names would give two files of one folder the same name; give each finding its "
                    + "own --replacement, or rename the files in a commit first");
            }

            result.AddRange([.. entry.Mode, (byte)' ', .. entry.Name, 0, .. entry.Id]);
        }

        return [.. result];
    }

    /// <summary>Returns the key for git's order, in which the name of a folder is compared as if it ended with a slash.</summary>
    private static byte[] SortKey((byte[] Mode, byte[] Name, byte[] Id, bool IsTree) entry) =>
        entry.IsTree ? [.. entry.Name, (byte)'/'] : entry.Name;
}
