namespace SecretSentry.Git.History;

/// <summary>A commit that brought a blob to a path.</summary>
public sealed record Introduction(string Commit, string Path);
