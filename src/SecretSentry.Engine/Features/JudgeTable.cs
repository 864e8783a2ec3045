namespace SecretSentry.Engine.Features;

/// <summary>The judge's table where the program has it; nothing is copied by asking.</summary>
internal delegate ReadOnlySpan<byte> JudgeTable();
