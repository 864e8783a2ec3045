using SecretSentry.Git.Objects;

namespace SecretSentry.Git.History;

/// <summary>A ref and what it points to.</summary>
public sealed record Ref(string Name, ObjectId Target);
