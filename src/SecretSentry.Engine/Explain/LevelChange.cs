using SecretSentry.Engine.Rules;

namespace SecretSentry.Engine.Explain;

/// <summary>A single change that would change the level if everything else stayed the same.</summary>
/// <param name="Text">What would have to be true.</param>
/// <param name="Level">The level after the change. Null: below low.</param>
public sealed record LevelChange(string Text, Confidence? Level);
