using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

/// <summary>The options for a plan.</summary>
/// <param name="Directory">A folder in the repository.</param>
/// <param name="Needles">Needles to remove.</param>
/// <param name="Rotations">How to revoke each secret, by the name of its needle.</param>
/// <param name="Scope">Other locations that are covered.</param>
/// <param name="RefGlobs">Globs of the refs that may move; empty for all refs.</param>
/// <param name="AllowsShort">Whether needles shorter than <see cref="Needle.ShortestSafe"/> bytes are accepted.</param>
/// <param name="AllowsAlternates">Whether objects of other repositories may be used.</param>
/// <param name="Threads">Number of threads for the search.</param>
public sealed record PurgeRequest(string Directory, IReadOnlyList<Needle> Needles, IReadOnlyDictionary<string, string> Rotations,
    PurgeScope Scope, IReadOnlyList<string> RefGlobs, bool AllowsShort, bool AllowsAlternates, int Threads);
