namespace SecretSentry.Git.History;

/// <summary>Returns true for the blobs that are to be read.</summary>
/// <param name="number">Number of the blob.</param>
public delegate bool BlobFilter(int number);
