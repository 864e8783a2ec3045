namespace SecretSentry.Engine.Matching;

/// <summary>The state at which a <see cref="PrefilterDfa"/> continues after bytes that are known to occur.</summary>
/// <param name="Row">Start of the state's row.</param>
/// <param name="Length">Number of these bytes.</param>
internal readonly record struct PrefilterDfaStart(int Row, int Length);
