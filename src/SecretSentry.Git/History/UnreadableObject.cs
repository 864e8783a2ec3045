namespace SecretSentry.Git.History;

/// <summary>An object that git lists and cannot give.</summary>
public sealed record UnreadableObject(string Id, string Reason);
