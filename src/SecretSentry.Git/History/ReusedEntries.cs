namespace SecretSentry.Git.History;

/// <summary>Entries of a tree that stand one behind the other in another tree.</summary>
/// <param name="Start">The first one, here.</param>
/// <param name="Source">The first one, there.</param>
/// <param name="Count">Entries.</param>
internal readonly record struct ReusedEntries(int Start, int Source, int Count);
