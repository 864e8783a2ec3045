namespace SecretSentry.Engine.Features;

/// <summary>Returns the judge's table from the memory of the program. Nothing is copied.</summary>
internal delegate ReadOnlySpan<byte> JudgeTable();
