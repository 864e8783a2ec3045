using SecretSentry.Git.Push;

namespace SecretSentry.Purge.Plan;

/// <summary>Counts and names for the report; nothing in it is a secret.</summary>
public sealed record PurgeSummary
{
    /// <summary>Objects in the repository.</summary>
    public long Objects { get; init; }

    /// <summary>Commits that can be reached.</summary>
    public int AllCommits { get; init; }

    /// <summary>Changed blobs, trees, commits, tags.</summary>
    public int Blobs { get; init; }

    public int Trees { get; init; }

    public int Commits { get; init; }

    public int Tags { get; init; }

    /// <summary>Blobs with needles that nothing reaches; they go with the clean-up.</summary>
    public int UnreachableBlobs { get; init; }

    /// <summary>Places that are replaced.</summary>
    public long Places { get; init; }

    /// <summary>Blobs by spelling.</summary>
    public IReadOnlyDictionary<string, int> Spellings { get; init; } = new Dictionary<string, int>();

    /// <summary>Old ids of changed commits none of whose parents changed.</summary>
    public IReadOnlyList<string> FirstChanged { get; init; } = [];

    /// <summary>Commits and tags that lose their signature.</summary>
    public IReadOnlyList<string> LostSignatures { get; init; } = [];

    /// <summary>Refs that move, with their new ids.</summary>
    public IReadOnlyList<RefMove> Moves { get; init; } = [];

    /// <summary>Stash entries that change.</summary>
    public int Stashes { get; init; }

    /// <summary>Commits and tags with needles in their messages, and in people's names.</summary>
    public int Messages { get; init; }

    public int Identities { get; init; }

    /// <summary>Trees with needles in names of files.</summary>
    public int PathTrees { get; init; }

    /// <summary>Refs with needles in their names, masked.</summary>
    public int RefNames { get; init; }

    /// <summary>Files of the git directory, by name, and of LFS, by id, that hold needles.</summary>
    public IReadOnlyList<string> OtherFiles { get; init; } = [];

    public IReadOnlyList<string> LfsObjects { get; init; } = [];

    /// <summary>Commits of submodules that trees refer to; those repositories are not touched.</summary>
    public int Submodules { get; init; }

    /// <summary>Paths in HEAD that hold needles: they will hold the replacement.</summary>
    public IReadOnlyList<string> TipPaths { get; init; } = [];

    /// <summary>Why <c>apply --in-place</c> would refuse now.</summary>
    public IReadOnlyList<string> Obstacles { get; init; } = [];
}
