namespace SecretSentry.Git.Purge;

/// <summary>
/// The file: <c>secretsentry/purged.json</c> below the git directory, or <c>.secretsentry/purged.json</c> committed to the repository.
/// </summary>
public sealed record TombstoneFile(int Version, IReadOnlyList<Tombstone> Purges);
