namespace SecretSentry.Reports;

/// <summary>How the report for people is to look.</summary>
/// <param name="IsColored">Whether the output is a terminal that shows colours.</param>
/// <param name="IsVerbose">Whether to say how to rotate what was found.</param>
public readonly record struct TextLook(bool IsColored, bool IsVerbose);
