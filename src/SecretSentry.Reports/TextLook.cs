namespace SecretSentry.Reports;

/// <summary>Options of the text report.</summary>
/// <param name="IsColored">Whether the output is a terminal that shows colours.</param>
/// <param name="IsVerbose">Whether to say how to rotate each secret.</param>
public readonly record struct TextLook(bool IsColored, bool IsVerbose);
