using Microsoft.Extensions.FileSystemGlobbing;

namespace SecretSentry.Scanning.Content;

/// <summary>Which part of a history is looked at. Nothing set: all of it, unreachable objects and the repository's own files too.</summary>
public sealed record HistorySelection
{
    /// <summary>As git understands it, <c>A..B</c>: what the commits of B that are not in A brought.</summary>
    public string Range { get; init; } = "";

    /// <summary>What came after this commit, on any ref.</summary>
    public string SinceCommit { get; init; } = "";

    /// <summary>Only what refs and HEAD reach.</summary>
    public bool IsReachableOnly { get; init; }

    /// <summary>Only what refs with these names reach; empty: no such condition.</summary>
    public IReadOnlyList<string> Refs { get; init; } = [];

    /// <summary>Whether a history that is cut off, or an object that is absent by arrangement, is no gap.</summary>
    public bool AllowsShallow { get; init; }

    /// <summary>Whether blobs that an earlier run found clean are passed over, and this run's are kept.</summary>
    public bool UsesCache { get; init; }

    /// <summary>Whether every commit that brought a secret is a finding of its own; otherwise the first one stands for all.</summary>
    public bool ListsAll { get; init; }

    /// <summary>Whether commits are chosen at all.</summary>
    public bool ChoosesCommits => Range.Length + SinceCommit.Length > 0 || IsReachableOnly || Refs.Count > 0;

    /// <summary>
    /// Whether a ref is among <see cref="Refs"/>: a glob on its full name, or on the name behind refs/heads/, refs/tags/ or refs/remotes/.
    /// </summary>
    public bool Includes(string refName)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(Refs);
        var shortName = refName.Split('/', 3) is [_, _, var name] ? name : refName;
        return matcher.Match(refName).HasMatches || matcher.Match(shortName).HasMatches;
    }
}
