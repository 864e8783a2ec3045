namespace SecretSentry.Engine.Verify.PublicReasons;

/// <summary>One reason.</summary>
/// <param name="Name">How a rule names it.</param>
/// <param name="Words">What it says of a finding.</param>
/// <param name="IsPublic">Whether it holds for the secret between two offsets of a content.</param>
internal sealed record PublicReason(string Name, string Words, PublicTest IsPublic);
