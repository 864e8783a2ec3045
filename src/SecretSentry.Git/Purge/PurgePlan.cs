using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecretSentry.Git.Purge;

/// <summary>A needle as a plan knows it: nothing of the secret.</summary>
/// <param name="Name">Rule and fingerprint, or the line of a rules file.</param>
/// <param name="Hash">SHA-256 of the plan's salt and the needle.</param>
/// <param name="Places">Places in blobs.</param>
/// <param name="Rotate">How to make the secret worthless; empty: not known.</param>
public sealed record PlannedNeedle(string Name, string Hash, long Places, string Rotate);

/// <summary>
/// What a purge will do, without a secret in it: written by <c>purge plan</c>, carried out by <c>purge apply</c>. The needles themselves
/// stand in a file beside it that its owner alone can read.
/// </summary>
public sealed record PurgePlan
{
    /// <summary>Of the form of the file.</summary>
    public const int CurrentVersion = 1;

    /// <summary>See <see cref="CurrentVersion"/>.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The repository: top of its files, or the git directory.</summary>
    public required string Repository { get; init; }

    /// <summary>The git directory all its worktrees share.</summary>
    public required string CommonDirectory { get; init; }

    /// <summary>Random; makes the hashes of needles useless elsewhere.</summary>
    public required string Salt { get; init; }

    /// <summary>What is removed.</summary>
    public required IReadOnlyList<PlannedNeedle> Needles { get; init; }

    /// <summary>Other places that are covered.</summary>
    public required PurgeCover Cover { get; init; }

    /// <summary>Globs of refs that move; empty: all.</summary>
    public required IReadOnlyList<string> RefGlobs { get; init; }

    /// <summary>Whether objects of other repositories may be referred to.</summary>
    public bool AllowsAlternates { get; init; }

    /// <summary>All names at the time of planning.</summary>
    public required RefSnapshot Refs { get; init; }

    /// <summary>Blobs with needles, reachable or not.</summary>
    public required IReadOnlyList<string> Blobs { get; init; }

    /// <summary>What the dry run said.</summary>
    public required PurgeSummary Summary { get; init; }

    /// <summary>Of everything above; what a confirmation names.</summary>
    [JsonIgnore]
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, PurgeJson.Default.PurgePlan)))[..16];

    /// <summary>The hash by which a plan knows a needle.</summary>
    public static string HashOf(string salt, Needle needle)
    {
        ArgumentNullException.ThrowIfNull(needle);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(salt), .. needle.Bytes,
            .. Encoding.Latin1.GetBytes(needle.Pattern)]));
    }
}

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

/// <summary>A needle with its secret, as the file beside the plan keeps it; base64.</summary>
public sealed record StoredNeedle(string Name, string Bytes, string Pattern, string Replacement);

/// <summary>How far an apply in place has come; kept in the git directory, no secret in it.</summary>
/// <param name="Plan">Checksum of the plan.</param>
/// <param name="Step">prepared, done, cleaning; undoing.</param>
/// <param name="Moves">Refs that move.</param>
/// <param name="StashLog">Lines of the stash's new log.</param>
/// <param name="Trees">Old and new tree of each worktree, by its name.</param>
/// <param name="Git">Process id of the git that moves the refs, or cleans up; 0: none.</param>
public sealed record PurgeJournal(string Plan, string Step, IReadOnlyList<RefMove> Moves, IReadOnlyList<string> StashLog,
    IReadOnlyList<WorktreeMove> Trees, int Git);

/// <summary>A checkout that is brought along. <paramref name="Branch"/> is what HEAD has to name afterwards; empty: as it is.</summary>
public sealed record WorktreeMove(string Name, string Folder, string OldTree, string NewTree, string Branch);

/// <summary>What is needed to undo.</summary>
/// <param name="CommonDirectory">The repository's.</param>
/// <param name="Before">All names before.</param>
/// <param name="Moves">What was moved.</param>
/// <param name="Trees">Checkouts that were brought along.</param>
/// <param name="Logs">Reflogs, by their path below the git directory, in base64.</param>
public sealed record PurgeBackup(string CommonDirectory, RefSnapshot Before, IReadOnlyList<RefMove> Moves,
    IReadOnlyList<WorktreeMove> Trees, IReadOnlyDictionary<string, string> Logs);

/// <summary>Reads and writes of the forms above, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PurgePlan))]
[JsonSerializable(typeof(StoredNeedle[]))]
[JsonSerializable(typeof(PurgeJournal))]
[JsonSerializable(typeof(PurgeBackup))]
[JsonSerializable(typeof(TombstoneFile))]
internal sealed partial class PurgeJson : JsonSerializerContext;
