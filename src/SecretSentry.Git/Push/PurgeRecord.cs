namespace SecretSentry.Git.Push;

/// <summary>One purge, as a repository records it. It contains only ids and no part of a secret.</summary>
/// <param name="Date">Date of the purge, in UTC.</param>
/// <param name="FirstChanged">Old ids of the first rewritten commits. Every old history contains one of them, and no new history
/// does.</param>
/// <param name="Refs">Branches and tags that were moved.</param>
public sealed record PurgeRecord(DateTimeOffset Date, IReadOnlyList<string> FirstChanged, IReadOnlyList<RefMove> Refs);
