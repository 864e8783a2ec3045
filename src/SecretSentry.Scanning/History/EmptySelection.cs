using SecretSentry.Git.History;
using SecretSentry.Git.Names;
using SecretSentry.Scanning.Content;

namespace SecretSentry.Scanning.History;

/// <summary>Recognizes selections that select nothing. Such a scan looks at nothing, so it must not read like a clean one.</summary>
internal static class EmptySelection
{
    /// <summary>Requires that every glob for refs matches a ref, and that a choice of what refs reach has a ref or a HEAD.</summary>
    /// <exception cref="EmptySelectionException">Nothing is chosen.</exception>
    public static void RequireRefs(HistorySelection selection, Reachability reachability, int commits)
    {
        foreach (var glob in selection.Refs)
        {
            var only = selection with { Refs = [glob] };
            if (!reachability.Refs.Any(entry => only.Includes(entry.Name)))
            {
                throw new EmptySelectionException($"no ref matches '{glob}' of --refs; git for-each-ref lists the refs of the repository");
            }
        }

        if (selection.IsReachableOnly && commits > 0
            && reachability.Refs.Count + reachability.Heads.Count + reachability.Names.Broken.Count == 0)
        {
            throw new EmptySelectionException("no ref and no HEAD leads to a commit, so --reachable chooses nothing; --history without it "
                + "looks at every commit");
        }
    }

    /// <summary>Returns whether the filter on paths leaves no path of the history and of the index.</summary>
    public static bool IsWithoutPaths(ScanOptions options, BlobPaths paths, RepositoryNames names)
    {
        if (options.Paths is null || paths.Origins.All.IsEmpty)
        {
            return false;
        }

        foreach (var origin in paths.Origins.All)
        {
            if (paths.GetClass(origin.Path) >= 0)
            {
                return false;
            }
        }

        return !names.Names.Any(name => name.Kind == NameKind.Index && options.Includes(name.Name));
    }

    /// <summary>Returns the exception for a filter on paths that leaves nothing.</summary>
    public static EmptySelectionException CreatePathException() =>
        new("no file of the history is left by --include, --path and --exclude, or by the settings of these names; so nothing would be "
            + "looked at");
}
