namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>A reason for which a finding is public by design.</summary>
/// <param name="Name">The name that rules use for it.</param>
/// <param name="Words">What it says about a finding.</param>
/// <param name="IsPublic">Returns whether it applies to the secret between two offsets of a content.</param>
internal sealed record PublicReason(string Name, string Words, PublicTest IsPublic);
