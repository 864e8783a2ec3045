namespace SecretSentry.Git.History;

/// <summary>Which blobs are looked at.</summary>
/// <param name="number">Number of the blob.</param>
public delegate bool BlobFilter(int number);
