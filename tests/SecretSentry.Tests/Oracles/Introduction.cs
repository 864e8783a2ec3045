namespace SecretSentry.Tests.Oracles;

/// <summary>A commit that introduced a blob at a path.</summary>
public sealed record Introduction(string Commit, string Path);
