using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>From a name in a tree to a blob that stands for it.</summary>
public static class FirstBlob
{
    private const int MaxDepth = 2048;

    /// <summary>The blob at the entry <paramref name="name"/> of a tree, or the first one below it; negative when there is none.</summary>
    public static int At(ObjectStore store, ObjectReader reader, int tree, string name)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(reader);
        for (var depth = 0; depth < MaxDepth && reader.TryReadAnyhow(tree, out var content, out _, out _); depth++)
        {
            var (found, isTree) = (-1, false);
            for (var at = 0; at < content.Length && TreeEntry.TryRead(content, at, store.Layout.Format.IdLength, out var entry); at += entry.Length)
            {
                if (!entry.IsSubmodule && (depth > 0 || System.Text.Encoding.UTF8.GetString(entry.Name) == name) && store.Find(entry.Id) is >= 0 and var number)
                {
                    (found, isTree) = (number, entry.IsTree);
                    break;
                }
            }

            if (!isTree)
            {
                return found;
            }

            tree = found;
        }

        return -1;
    }
}
