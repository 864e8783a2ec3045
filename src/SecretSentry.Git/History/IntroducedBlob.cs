namespace SecretSentry.Git.History;

/// <summary>A blob that a commit introduced at a path.</summary>
/// <param name="Commit">Id of the commit.</param>
/// <param name="Path">Path of the blob.</param>
/// <param name="Blob">Id of the blob.</param>
/// <param name="Before">Ids of the parents' blobs at that path. Parents without one are left out.</param>
internal sealed record IntroducedBlob(string Commit, string Path, string Blob, IReadOnlyList<string> Before);
