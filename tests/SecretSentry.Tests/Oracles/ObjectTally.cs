namespace SecretSentry.Tests.Oracles;

/// <summary>
/// The result for every object of the repository: visited + unreadable = listed. Damage that hides even the ids is one additional
/// unreadable entry, with the id "(unknown)".
/// </summary>
public sealed record ObjectTally(ObjectCounts Visited, long BlobBytes, IReadOnlyList<UnreadableObject> Unreadable);
