namespace SecretSentry.Git.Objects;

/// <summary>A file or folder of objects that cannot be used, and the reason.</summary>
public sealed record StoreProblem(string Name, string Reason);
