namespace SecretSentry.Purge.Plan;

/// <summary>A needle as a plan knows it: nothing of the secret.</summary>
/// <param name="Name">Rule and fingerprint, or the line of a rules file.</param>
/// <param name="Hash">SHA-256 of the plan's salt and the needle.</param>
/// <param name="Places">Places in blobs.</param>
/// <param name="Rotate">How to make the secret worthless; empty: not known.</param>
public sealed record PlannedNeedle(string Name, string Hash, long Places, string Rotate);
