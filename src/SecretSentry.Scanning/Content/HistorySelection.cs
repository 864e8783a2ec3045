using Microsoft.Extensions.FileSystemGlobbing;

namespace SecretSentry.Scanning.Content;

/// <summary>
/// Selects the part of a history to scan. The default is all of it, including unreachable objects and the repository's own files.
/// </summary>
public sealed record HistorySelection
{
    /// <summary>
    /// A range in git's notation. <c>A..B</c> selects what was added by the commits of B that are not in A. Several revisions have blanks
    /// between them, as in <c>B ^A ^C</c>. Empty: no range.
    /// </summary>
    public string Range { get; init; } = "";

    /// <summary>Selects what was introduced after this commit, on any ref. Empty: no such condition.</summary>
    public string SinceCommit { get; init; } = "";

    /// <summary>Whether only what is reachable from refs and HEAD is scanned.</summary>
    public bool IsReachableOnly { get; init; }

    /// <summary>Selects only what is reachable from refs that match one of these globs. Empty: no such condition.</summary>
    public IReadOnlyList<string> Refs { get; init; } = [];

    /// <summary>Whether a shallow history, or an object that a partial clone leaves out, does not count as a gap.</summary>
    public bool AllowsShallow { get; init; }

    /// <summary>
    /// Whether blobs that an earlier run found clean are skipped, and the clean blobs of this run are saved. There must also be a key
    /// (<see cref="ScanOptions.CacheKey"/>).
    /// </summary>
    public bool UsesCache { get; init; }

    /// <summary>
    /// Whether every commit that introduced a secret is reported as its own finding. Otherwise only the first one is reported.
    /// </summary>
    public bool ListsAll { get; init; }

    /// <summary>Whether <see cref="Range"/> or <see cref="SinceCommit"/> is set.</summary>
    public bool IsRange => Range.Length + SinceCommit.Length > 0;

    /// <summary>Whether any condition on commits is set.</summary>
    public bool ChoosesCommits => IsRange || IsReachableOnly || Refs.Count > 0;

    /// <summary>
    /// Returns whether a ref matches one of <see cref="Refs"/>. The globs are matched against the full name and against the name after
    /// refs/heads/, refs/tags/ or refs/remotes/.
    /// </summary>
    public bool Includes(string refName)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        matcher.AddIncludePatterns(Refs);
        var shortName = refName.Split('/', 3) is [_, _, var name] ? name : refName;
        return matcher.Match(refName).HasMatches || matcher.Match(shortName).HasMatches;
    }
}
