namespace SecretSentry.Git.Objects;

/// <summary>A range of a content that a delta copies from its base.</summary>
/// <param name="Source">Offset of the first byte in the base.</param>
/// <param name="Start">Offset of the first byte in this content.</param>
/// <param name="Length">Length in bytes.</param>
public readonly record struct DeltaCopy(int Source, int Start, int Length);
