using SecretSentry.Purge.Search;

namespace SecretSentry.Purge.Plan;

/// <summary>What is asked of a plan.</summary>
/// <param name="Directory">A folder in the repository.</param>
/// <param name="Needles">What to remove.</param>
/// <param name="Rotations">For needles by name: how to make them worthless.</param>
/// <param name="Scope">Other places.</param>
/// <param name="RefGlobs">Refs that may move; empty: all.</param>
/// <param name="AllowsShort">Whether needles below <see cref="Needle.ShortestSafe"/> bytes are taken.</param>
/// <param name="AllowsAlternates">Whether objects may be borrowed.</param>
/// <param name="Threads">Threads for the search.</param>
public sealed record PurgeRequest(string Directory, IReadOnlyList<Needle> Needles, IReadOnlyDictionary<string, string> Rotations,
    PurgeScope Scope, IReadOnlyList<string> RefGlobs, bool AllowsShort, bool AllowsAlternates, int Threads);
