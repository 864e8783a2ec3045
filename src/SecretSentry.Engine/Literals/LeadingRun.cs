namespace SecretSentry.Engine.Literals;

/// <summary>A lazy run at the front of a regex.</summary>
/// <param name="NextInstruction">The instruction behind it.</param>
/// <param name="Set">Class of its bytes.</param>
/// <param name="Max">Its greatest length.</param>
internal sealed record LeadingRun(int NextInstruction, int Set, int Max);
