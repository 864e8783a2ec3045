namespace SecretSentry.Engine.Explain;

/// <summary>One check of a match, safe to print.</summary>
/// <param name="Name">What was asked, as <c>entropy</c>.</param>
/// <param name="Passed">Whether the match stands after it.</param>
/// <param name="Detail">Figures and names; never a byte of the secret.</param>
public sealed record TraceStep(string Name, bool Passed, string Detail);
