namespace SecretSentry.Git.History;

/// <summary>A commit that introduced a blob at a path: no parent has this blob there.</summary>
/// <param name="Blob">Number of the blob.</param>
/// <param name="Commit">Ordinal of the commit.</param>
/// <param name="Path">Number of the path.</param>
public readonly record struct Origin(int Blob, int Commit, int Path);
