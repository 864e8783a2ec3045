namespace SecretSentry.Engine.Explain;

/// <summary>One reason for a score.</summary>
/// <param name="Text">Description of the reason.</param>
/// <param name="Added">What it added to the score. Positive values indicate a credential, negative values the opposite.</param>
public sealed record JudgeReason(string Text, int Added);
