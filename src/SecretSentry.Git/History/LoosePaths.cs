namespace SecretSentry.Git.History;

/// <summary>Paths of objects that no commit brought: up through the trees that name them, as far as it goes.</summary>
public static class LoosePaths
{
    private const int MaxDepth = 2048;

    /// <summary>The path of an object below the topmost tree that leads to it; empty when no tree names it.</summary>
    public static string Of(TreeTable trees, int number, Func<int, int> ownerOf)
    {
        ArgumentNullException.ThrowIfNull(trees);
        ArgumentNullException.ThrowIfNull(ownerOf);
        var names = new Stack<string>();
        for (var owner = ownerOf(number); owner >= 0 && names.Count < MaxDepth; owner = ownerOf(number))
        {
            names.Push(NameIn(trees, owner, number));
            number = owner;
        }

        return string.Join('/', names);
    }

    private static string NameIn(TreeTable trees, int tree, int number)
    {
        for (var cursor = new TreeCursor(trees, tree); !cursor.IsAtEnd; cursor.Next())
        {
            if (cursor.Current.Target == number)
            {
                return trees.TextOf(cursor.Current.Name);
            }
        }

        return "(unknown)";
    }
}
