using SecretSentry.Git.Push;

namespace SecretSentry.Purge.Plan;

/// <summary>Counts and names for the report. It contains no secret.</summary>
public sealed record PurgeSummary
{
    /// <summary>Number of objects in the repository.</summary>
    public long Objects { get; init; }

    /// <summary>Number of reachable commits.</summary>
    public int AllCommits { get; init; }

    /// <summary>Number of changed blobs. <c>Trees</c>, <c>Commits</c> and <c>Tags</c> count the other changed objects.</summary>
    public int Blobs { get; init; }

    /// <summary>Number of trees that are changed.</summary>
    public int Trees { get; init; }

    /// <summary>Number of commits that get new ids.</summary>
    public int Commits { get; init; }

    /// <summary>Number of tag objects that get new ids.</summary>
    public int Tags { get; init; }

    /// <summary>Number of unreachable blobs with needles. The clean-up removes them.</summary>
    public int UnreachableBlobs { get; init; }

    /// <summary>Number of replaced occurrences.</summary>
    public long Places { get; init; }

    /// <summary>Number of blobs by spelling.</summary>
    public IReadOnlyDictionary<string, int> Spellings { get; init; } = new Dictionary<string, int>();

    /// <summary>Old ids of the changed commits that have no changed parent.</summary>
    public IReadOnlyList<string> FirstChanged { get; init; } = [];

    /// <summary>Commits and tags that lose their signature.</summary>
    public IReadOnlyList<string> LostSignatures { get; init; } = [];

    /// <summary>Refs that move, with their new ids.</summary>
    public IReadOnlyList<RefMove> Moves { get; init; } = [];

    /// <summary>Number of stash entries that change.</summary>
    public int Stashes { get; init; }

    /// <summary>
    /// Number of commits and tags with needles in their messages. <c>Identities</c> counts those with needles in names of people.
    /// </summary>
    public int Messages { get; init; }

    /// <summary>Number of commits and tags whose names or addresses of people contain a needle.</summary>
    public int Identities { get; init; }

    /// <summary>Number of trees with needles in file names.</summary>
    public int PathTrees { get; init; }

    /// <summary>Number of refs with needles in their names.</summary>
    public int RefNames { get; init; }

    /// <summary>
    /// Names of files in the git directory that contain needles. <c>LfsObjects</c> contains the ids of LFS files that contain needles.
    /// </summary>
    public IReadOnlyList<string> OtherFiles { get; init; } = [];

    /// <summary>Names of the LFS objects in the git directory that contain a needle.</summary>
    public IReadOnlyList<string> LfsObjects { get; init; } = [];

    /// <summary>Number of commits of submodules that trees refer to. Those repositories are not changed.</summary>
    public int Submodules { get; init; }

    /// <summary>
    /// Path of the repository whose submodule this one is; empty when it is none. Its commits keep the ids of the old commits.
    /// </summary>
    public string Superproject { get; init; } = "";

    /// <summary>Paths in HEAD that contain needles. They will contain the replacement.</summary>
    public IReadOnlyList<string> TipPaths { get; init; } = [];

    /// <summary>Reasons why <c>apply --in-place</c> would be rejected now.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];
}
