using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Push;

/// <summary>A blob that a push contains.</summary>
/// <param name="Commit">The commit that introduced it; null for a blob that is pushed by itself or in a tree.</param>
/// <param name="Path">Path of the blob.</param>
/// <param name="Blob">Id of the blob.</param>
/// <param name="Before">
/// For each parent of the commit, in order, its blob at that path; null when it has none. One null for a commit without parents. Empty
/// without a commit.
/// </param>
public sealed record PushedBlob(ObjectId? Commit, string Path, ObjectId Blob, IReadOnlyList<ObjectId?> Before);
