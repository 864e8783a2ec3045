using SecretSentry.Git.Process;

namespace SecretSentry.Git.Push;

/// <summary>
/// The refs of this repository that show what a remote has: the destinations of its fetch refspecs. Only the address counts, not the name
/// of the remote, because a remote may push to another host than it fetches from (<c>remote.NAME.pushurl</c>, several URLs,
/// <c>url.BASE.pushInsteadOf</c>).
/// </summary>
internal static class TrackingRefs
{
    /// <summary>Folders of refs that this repository changes by itself. They do not show what a remote has.</summary>
    private static readonly string[] OwnFolders =
        ["heads", "tags", "notes", "stash", "bisect", "worktree", "rewritten", "replace", "original", "for"];

    /// <summary>
    /// Returns the arguments of <c>git rev-list</c> that leave out what the repository at <paramref name="address"/> has.
    /// </summary>
    /// <param name="directory">A folder in the repository.</param>
    /// <param name="address">The URL that is pushed to, as git gives it to a hook. Empty: unknown.</param>
    public static IReadOnlyList<string> CreateArguments(string directory, string address)
    {
        if (address.Length == 0)
        {
            return [];
        }

        var (own, others) = (new List<string>(), new List<string>());
        foreach (var (url, refs) in ReadRemotes(directory))
        {
            (url.Length > 0 && RemoteAddress.AreSame(url, address, directory) ? own : others).AddRange(refs);
        }

        string[] arguments = [.. own.Distinct(StringComparer.Ordinal).SelectMany(glob => (IEnumerable<string>)
            [.. others.Where(other => Overlap(other, glob)).Select(other => $"--exclude={other}"), $"--glob={CreateGlob(glob)}"])];
        return arguments.Length == 0 ? [] : ["--not", .. arguments];
    }

    /// <summary>Returns the address that each remote fetches from, and the refs that a fetch writes.</summary>
    private static IEnumerable<(string Url, IReadOnlyList<string> Refs)> ReadRemotes(string directory)
    {
        var (_, output, _) = GitProgram.TryRun(directory, "config", "-z", "--get-regexp",
            @"^(remote\..*\.(url|fetch)|url\..*\.insteadof)$");
        var entries = GitProgram.SplitFields(output).Select(field => field.Split('\n', 2)).Where(parts => parts.Length == 2)
            .Select(parts => (Name: GetName(parts[0]), Key: parts[0][(parts[0].LastIndexOf('.') + 1)..], Value: parts[1])).ToArray();
        var bases = entries.Where(entry => entry.Key == "insteadof").ToArray();
        foreach (var remote in entries.Where(entry => entry.Key != "insteadof").GroupBy(entry => entry.Name, StringComparer.Ordinal))
        {
            // A fetch uses the first URL. An empty value removes those before it.
            var urls = remote.Where(entry => entry.Key == "url").Select(entry => entry.Value).ToList();
            urls.RemoveRange(0, urls.LastIndexOf("") + 1);
            yield return (urls.Count == 0 ? "" : Rewrite(urls[0], bases), [.. remote.Where(entry => entry.Key == "fetch")
                .Select(entry => GetDestination(entry.Value)).Where(IsFromElsewhere)]);
        }
    }

    /// <summary>Returns the middle part of a key: "remote.NAME.url".</summary>
    private static string GetName(string key)
    {
        var (first, last) = (key.IndexOf('.', StringComparison.Ordinal) + 1, key.LastIndexOf('.'));
        return first <= last ? key[first..last] : "";
    }

    /// <summary>Applies <c>url.BASE.insteadOf</c>. The longest prefix counts (git-config manual).</summary>
    private static string Rewrite(string url, IReadOnlyList<(string Name, string Key, string Value)> bases)
    {
        var (name, _, prefix) = bases.Where(entry => entry.Value.Length > 0 && url.StartsWith(entry.Value, StringComparison.Ordinal))
            .OrderByDescending(entry => entry.Value.Length).FirstOrDefault();
        return prefix is null ? url : name + url[prefix.Length..];
    }

    /// <summary>Returns the destination of a refspec, "+SOURCE:DESTINATION"; empty when there is none.</summary>
    private static string GetDestination(string refspec) =>
        refspec.StartsWith('^') || !refspec.Contains(':', StringComparison.Ordinal) ? "" : refspec[(refspec.LastIndexOf(':') + 1)..];

    private static bool IsFromElsewhere(string destination)
    {
        var parts = destination.Split('/');
        return parts.Length > 2 && parts[0] == "refs" && parts[1].Length > 0 && !parts[1].Contains('*', StringComparison.Ordinal)
            && !OwnFolders.Contains(parts[1]);
    }

    private static bool Overlap(string name, string other)
    {
        var (first, second) = (name.Split('*')[0], other.Split('*')[0]);
        return first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal);
    }

    /// <summary>Returns the name as a glob. git would take a name without a wildcard for a folder.</summary>
    private static string CreateGlob(string name) => name.Contains('*', StringComparison.Ordinal) ? name : $"{name[..^1]}[{name[^1]}]";
}
