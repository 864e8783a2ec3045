namespace SecretSentry.Git.History;

/// <summary>A blob that a commit brought to a path.</summary>
/// <param name="Commit">Id of the commit.</param>
/// <param name="Path">Where.</param>
/// <param name="Blob">Id of the blob.</param>
/// <param name="Before">Ids of what its parents have there, those with nothing left out.</param>
internal sealed record IntroducedBlob(string Commit, string Path, string Blob, IReadOnlyList<string> Before);
