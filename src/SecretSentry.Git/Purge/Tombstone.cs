namespace SecretSentry.Git.Purge;

/// <summary>One purge, as a repository remembers it: ids only, nothing of a secret.</summary>
/// <param name="Date">When, UTC.</param>
/// <param name="FirstChanged">Old ids of the commits at which the rewrite began: no new history holds them, every old one does.</param>
/// <param name="Refs">Branches and tags that moved.</param>
public sealed record Tombstone(DateTimeOffset Date, IReadOnlyList<string> FirstChanged, IReadOnlyList<RefMove> Refs);
