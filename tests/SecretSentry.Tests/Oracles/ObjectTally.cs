namespace SecretSentry.Tests.Oracles;

/// <summary>
/// The result for every object of the repository: visited + unreadable = listed. If damage hides the ids, there is one additional
/// unreadable entry with the id "(unknown)".
/// </summary>
public sealed record ObjectTally(ObjectCounts Visited, long BlobBytes, IReadOnlyList<UnreadableObject> Unreadable);
