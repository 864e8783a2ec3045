namespace SecretSentry.Git.History;

/// <summary>Consecutive entries of a tree that are also consecutive in another tree.</summary>
/// <param name="Start">Position of the first entry in this tree.</param>
/// <param name="Source">Position of the first entry in the other tree.</param>
/// <param name="Count">Number of entries.</param>
internal readonly record struct ReusedEntries(int Start, int Source, int Count);
