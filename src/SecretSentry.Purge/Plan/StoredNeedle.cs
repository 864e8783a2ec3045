namespace SecretSentry.Purge.Plan;

/// <summary>A needle with its secret, as the file beside the plan keeps it; base64.</summary>
public sealed record StoredNeedle(string Name, string Bytes, string Pattern, string Replacement);
