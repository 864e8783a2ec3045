namespace SecretSentry.Git.History;

/// <summary>
/// A commit that introduced a blob at a path: no parent has this blob there. A merge has one of these for each parent that has another blob
/// there.
/// </summary>
/// <param name="Blob">Number of the blob.</param>
/// <param name="Commit">Ordinal of the commit.</param>
/// <param name="Path">Number of the path.</param>
/// <param name="Before">Number of the blob that a parent has there; negative when no parent has one.</param>
public readonly record struct Origin(int Blob, int Commit, int Path, int Before);
