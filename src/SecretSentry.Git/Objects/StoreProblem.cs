namespace SecretSentry.Git.Objects;

/// <summary>Something in the object folders that cannot be used, and why.</summary>
public sealed record StoreProblem(string Name, string Reason);
