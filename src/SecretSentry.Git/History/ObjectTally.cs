namespace SecretSentry.Git.History;

/// <summary>
/// What became of every object of the repository: visited + unreadable = listed. Damage that hides even the ids is one more unreadable
/// entry, with the id "(unknown)".
/// </summary>
public sealed record ObjectTally(ObjectCounts Visited, long BlobBytes, IReadOnlyList<UnreadableObject> Unreadable);
