namespace SecretSentry.Git.Objects;

/// <summary>A range of a content that a delta copies from its base.</summary>
/// <param name="Source">First byte in the base.</param>
/// <param name="Start">First byte in this content.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct DeltaCopy(int Source, int Start, int Length);
