namespace SecretSentry.Scanning.Migration;

/// <summary>What a migration writes.</summary>
/// <param name="Configuration">Text of the configuration file. Empty: none is needed.</param>
/// <param name="IgnoreFile">Text of the file of accepted findings. Empty: none is needed.</param>
/// <param name="Accepted">Number of findings that the other tools accept.</param>
/// <param name="Missing">How many of these are not reported by this program.</param>
/// <param name="Unsupported">What cannot be carried over, one sentence each.</param>
public sealed record MigrationPlan(string Configuration, string IgnoreFile, int Accepted, int Missing, IReadOnlyList<string> Unsupported);
