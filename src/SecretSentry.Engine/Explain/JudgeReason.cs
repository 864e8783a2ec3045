namespace SecretSentry.Engine.Explain;

/// <summary>One thing that counted.</summary>
/// <param name="Text">What it is.</param>
/// <param name="Added">What it added to the score: for a credential when positive, against one when negative.</param>
public sealed record JudgeReason(string Text, int Added);
