namespace SecretSentry.Git.History;

/// <summary>The base tree of a delta.</summary>
/// <param name="State">Entries of the base tree.</param>
/// <param name="Length">Length of the base tree in bytes.</param>
internal readonly record struct TreeSource(TreeState State, int Length);
