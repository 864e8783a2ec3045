using SecretSentry.Git.Objects;
using SecretSentry.Git.Process;

namespace SecretSentry.Git.History;

/// <summary>Paths of objects that no commit brought: up through the trees that name them, as far as it goes.</summary>
public static class LoosePaths
{
    private const int MaxDepth = 2048;

    /// <summary>The path of an object below the topmost tree that leads to it; empty when no tree names it.</summary>
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
