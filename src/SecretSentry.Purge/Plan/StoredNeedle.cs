namespace SecretSentry.Purge.Plan;

/// <summary>A needle with its secret in base64, as stored in the file next to the plan.</summary>
internal sealed record StoredNeedle(string Name, string Bytes, string Pattern, string Replacement);
