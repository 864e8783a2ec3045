namespace SecretSentry.Engine.Explain;

/// <summary>One check of a match. Safe to print.</summary>
/// <param name="Name">Name of the check, such as <c>entropy</c>.</param>
/// <param name="Passed">Whether the match passed the check.</param>
/// <param name="Detail">Figures and names, never a byte of the secret.</param>
public sealed record TraceStep(string Name, bool Passed, string Detail);
