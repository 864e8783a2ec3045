using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>One thing that, were it otherwise and all else the same, would change the level.</summary>
/// <param name="Text">What would have to be so.</param>
/// <param name="Level">The level then; null for below low.</param>
public sealed record LevelChange(string Text, Confidence? Level);
