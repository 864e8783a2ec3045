namespace SecretSentry.Git.History;

/// <summary>The tree that a delta is made on.</summary>
/// <param name="State">Its entries.</param>
/// <param name="Length">Its bytes.</param>
internal readonly record struct TreeSource(TreeState State, int Length);
