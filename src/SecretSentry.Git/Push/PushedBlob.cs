using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Push;

/// <summary>A blob that comes in with a push.</summary>
/// <param name="Commit">The commit that brought it; null for one that is pushed by itself or in a tree.</param>
/// <param name="Path">Where.</param>
/// <param name="Blob">Its id.</param>
/// <param name="Before">What its parents have at that path.</param>
public sealed record PushedBlob(ObjectId? Commit, string Path, ObjectId Blob, IReadOnlyList<ObjectId> Before);
