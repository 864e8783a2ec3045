using System.Buffers.Text;
using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>The facts about a commit that the graph needs.</summary>
/// <param name="Number">Number in the store.</param>
/// <param name="Tree">Number of its tree; negative when it is missing.</param>
/// <param name="Parents">Numbers of its parents; negative for a missing parent.</param>
/// <param name="Time">Committer time.</param>
internal readonly record struct ParsedCommit(int Number, int Tree, int[] Parents, long Time)
{
    /// <summary>
    /// Parses the head of a commit. A tree or parent that is not in the store is passed to <paramref name="addTree"/> or
    /// <paramref name="addParent"/>. Malformed lines are skipped, because old repositories contain them.
    /// </summary>
    public static ParsedCommit Parse(int number, ReadOnlySpan<byte> content, ObjectStore store, Action<ObjectId> addTree,
        Action<ObjectId> addParent)
    {
        var (tree, time) = (-1, 0L);
        for (var rest = content; !rest.IsEmpty && rest[0] != '\n';)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.StartsWith("tree "u8))
            {
                tree = Resolve(line[5..], store, addTree);
            }
            else if (line.StartsWith("committer "u8))
            {
                time = Utf8Parser.TryParse(line[(line.LastIndexOf((byte)'>') + 1)..].TrimStart((byte)' '), out long seconds, out _)
                    ? seconds : 0;
            }
        }

        var parents = Array.ConvertAll(CommitInfo.ParseParents(content), id => Find(id, store, addParent));
        return new(number, tree, parents, time);
    }

    private static int Resolve(ReadOnlySpan<byte> digits, ObjectStore store, Action<ObjectId> isMissing) =>
        ObjectId.TryParse(digits, out var id) ? Find(id, store, isMissing) : -1;

    private static int Find(ObjectId id, ObjectStore store, Action<ObjectId> isMissing)
    {
        var number = store.Find(id);
        if (number < 0)
        {
            isMissing(id);
        }

        return number;
    }
}
