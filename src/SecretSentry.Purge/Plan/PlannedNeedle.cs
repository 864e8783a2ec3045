namespace SecretSentry.Purge.Plan;

/// <summary>A needle in a plan. It contains no part of the secret.</summary>
/// <param name="Name">Rule and fingerprint of the finding, or the line of a rules file.</param>
/// <param name="Hash">SHA-256 of the plan's salt and the needle.</param>
/// <param name="Places">Number of occurrences in blobs.</param>
/// <param name="Rotate">How to revoke the secret; empty when this is not known.</param>
public sealed record PlannedNeedle(string Name, string Hash, long Places, string Rotate);
