namespace SecretSentry.Tests.Oracles;

/// <summary>An object that git lists but cannot read.</summary>
public sealed record UnreadableObject(string Id, string Reason);
