namespace SecretSentry.Git.Push;

/// <summary>One purge, as a repository records it: ids only, nothing of a secret.</summary>
/// <param name="Date">When, UTC.</param>
/// <param name="FirstChanged">Old ids of the commits at which the rewrite began: no new history contains them, every old one does.</param>
/// <param name="Refs">Branches and tags that moved.</param>
public sealed record PurgeRecord(DateTimeOffset Date, IReadOnlyList<string> FirstChanged, IReadOnlyList<RefMove> Refs);
