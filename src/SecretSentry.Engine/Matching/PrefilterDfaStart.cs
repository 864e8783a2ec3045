namespace SecretSentry.Engine.Matching;

/// <summary>Where a <see cref="PrefilterDfa"/> goes on behind bytes that are known to stand.</summary>
/// <param name="Row">Start of its state's row.</param>
/// <param name="Length">How many bytes they are.</param>
internal readonly record struct PrefilterDfaStart(int Row, int Length);
