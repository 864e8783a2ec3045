using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SecretSentry.Purge.References;
using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

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
    public required PurgeScope Cover { get; init; }

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
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, PlanJson.Default.PurgePlan)))[..16];

    /// <summary>The hash by which a plan knows a needle.</summary>
    public static string HashOf(string salt, Needle needle)
    {
        ArgumentNullException.ThrowIfNull(needle);
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes(salt), .. needle.Bytes,
            .. Encoding.Latin1.GetBytes(needle.Pattern)]));
    }
}
