namespace SecretSentry.Tests.Oracles;

/// <summary>A blob that a commit introduced at a path: no parent has this blob there.</summary>
/// <param name="Commit">Id of the commit.</param>
/// <param name="Path">Path of the blob.</param>
/// <param name="Blob">Id of the blob.</param>
/// <param name="Before">
/// For each parent, in order, the id of its blob at that path; null when it has none. A commit without parents has one element, which is
/// null.
/// </param>
internal sealed record IntroducedBlob(string Commit, string Path, string Blob, IReadOnlyList<string?> Before);
