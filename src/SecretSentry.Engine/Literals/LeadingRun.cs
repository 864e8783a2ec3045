namespace SecretSentry.Engine.Literals;

/// <summary>A lazy run at the front of a regex.</summary>
/// <param name="Behind">The instruction behind it.</param>
/// <param name="Set">Class of its bytes.</param>
/// <param name="Max">Its greatest length.</param>
internal sealed record LeadingRun(int Behind, int Set, int Max);
