using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>
/// Finds paths of objects that no commit introduced, by following the trees that refer to them upwards as far as possible.
/// </summary>
public static class LoosePaths
{
    private const int MaxDepth = 2048;

    /// <summary>Returns the path of an object relative to the topmost tree that contains it; empty when no tree refers to it.</summary>
    public static string Find(ObjectStore store, int number, Func<int, int> ownerOf, ObjectReader reader)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(ownerOf);
        ArgumentNullException.ThrowIfNull(reader);
        var names = new Stack<string>();
        for (var owner = ownerOf(number); owner >= 0 && names.Count < MaxDepth; owner = ownerOf(number))
        {
            names.Push(NameIn(store, owner, number, reader));
            number = owner;
        }

        return string.Join('/', names);
    }

    private static string NameIn(ObjectStore store, int tree, int number, ObjectReader reader)
    {
        if (reader.TryReadAnyhow(tree, out var content, out _, out _))
        {
            for (var offset = 0; TreeEntry.TryRead(content, offset, store.Layout.Format.IdLength, out var entry); offset += entry.Length)
            {
                if (store.Find(entry.Id) == number)
                {
                    return GitProgram.DecodeText(entry.Name);
                }

                if (offset + entry.Length >= content.Length)
                {
                    break;
                }
            }
        }

        return "(unknown)";
    }
}
