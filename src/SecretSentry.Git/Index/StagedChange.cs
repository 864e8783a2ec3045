using SecretSentry.Git.Objects;

namespace SecretSentry.Git.Index;

/// <summary>A path whose content in the index differs from HEAD.</summary>
/// <param name="Path">Relative to the top of the work tree.</param>
/// <param name="NewId">Id of the blob in the index.</param>
/// <param name="OldId">Id of the blob in HEAD; null when there is none.</param>
/// <param name="IsSymlink">Whether the content is the target of a symbolic link.</param>
public sealed record StagedChange(string Path, ObjectId NewId, ObjectId? OldId, bool IsSymlink);
