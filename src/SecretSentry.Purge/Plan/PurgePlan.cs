using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

/// <summary>
/// The plan of a purge. It contains no secret. It is written by <c>purge plan</c> and executed by <c>purge apply</c>. The needles
/// themselves are in a separate file next to it that only its owner can read.
/// </summary>
public sealed record PurgePlan
{
    /// <summary>Version of the file format.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Version of the file format, see <see cref="CurrentVersion"/>.</summary>
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Date of creation, in UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>Path of the repository: the top of its work tree, or the git directory.</summary>
    public required string Repository { get; init; }

    /// <summary>The git directory that all worktrees of the repository share.</summary>
    public required string CommonDirectory { get; init; }

    /// <summary>Random value that makes the hashes of needles useless elsewhere.</summary>
    public required string Salt { get; init; }

    /// <summary>Needles to remove.</summary>
    public required IReadOnlyList<PlannedNeedle> Needles { get; init; }

    /// <summary>Other locations that are covered.</summary>
    public required PurgeScope Cover { get; init; }

    /// <summary>Globs of the refs that move; empty for all refs.</summary>
    public required IReadOnlyList<string> RefGlobs { get; init; }

    /// <summary>Whether objects of other repositories may be used.</summary>
    public bool AllowsAlternates { get; init; }

    /// <summary>All refs at the time of planning.</summary>
    public required RefSnapshot Refs { get; init; }

    /// <summary>Blobs that contain needles, reachable or not.</summary>
    public required IReadOnlyList<string> Blobs { get; init; }

    /// <summary>Result of the dry run.</summary>
    public required PurgeSummary Summary { get; init; }

    /// <summary>Checksum of all properties above. A confirmation names it.</summary>
    [JsonIgnore]
    public string Checksum =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.PurgePlan)))[..16];

    /// <summary>Returns the hash that identifies a needle in a plan.</summary>
    public static string HashOf(string salt, Needle needle)
    {
        ArgumentNullException.ThrowIfNull(needle);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(salt), .. needle.Bytes,
            .. Encoding.Latin1.GetBytes(needle.Pattern)]));
    }
}
